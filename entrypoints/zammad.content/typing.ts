/** Watches whether somebody is at work in this page: for the draft guard and for electing a tab. */
import type { PageMessage } from '../../lib/core/card.ts';
import { isBusyInZammad } from '../../lib/zammad-ui/draft-guard.ts';
import { leaveGuard, TYPING_MS } from '../../lib/zammad-ui/page-guard.ts';

export interface TypingNeeds {
  page: Document;
  /** Element of our cards. */
  host: () => Element | undefined;
  /** Tells the background. */
  post: (message: PageMessage) => void;
  now: () => number;
  signal: AbortSignal;
}

/** Activity is told at most this often: often enough to know which window was used last. */
const TELL_MS = 5_000;

/** Leaves the guard behind and tells of activity; `tell` repeats it to a background that is new. */
export function watchTyping({ page, host, post, now, signal }: TypingNeeds): { tell(): void } {
  let typedAt = -Infinity;
  let activeAt = page.hasFocus() ? now() : 0;
  let toldAt = -Infinity;

  function tell(): void {
    toldAt = now();
    post({ type: 'page', visible: page.visibilityState === 'visible', activeAt });
  }
  function active(): void {
    activeAt = now();
    if (activeAt - toldAt >= TELL_MS) tell();
  }
  const on = { capture: true, passive: true, signal };
  const typed = () => {
    typedAt = now();
    active();
  };
  const view = page.defaultView;
  for (const type of ['keydown', 'input', 'compositionstart', 'paste'])
    view?.addEventListener(type, typed, on);
  view?.addEventListener('pointerdown', active, on);
  view?.addEventListener('focus', () => ((activeAt = now()), tell()), { signal });
  page.addEventListener('visibilitychange', tell, { signal });

  /** A note is being written in one of our cards: what opens beneath would take the focus away. */
  const inOurCard = () => {
    const active = host()?.shadowRoot?.activeElement;
    return active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement;
  };
  leaveGuard({ busy: () => now() - typedAt < TYPING_MS || inOurCard() || isBusyInZammad() });
  signal.addEventListener('abort', () => leaveGuard(undefined));
  return { tell };
}
