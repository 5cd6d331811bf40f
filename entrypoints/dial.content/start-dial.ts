import { createTexts } from '../../lib/i18n/create-texts.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { InPage } from '../../lib/state/in-page.ts';
import { followTelLink } from '../../lib/state/tel-link.ts';
import { watchTelLinks } from './tel-links.ts';
import { createToast } from './toast.ts';

export interface DialNeeds {
  page: Document;
  target: EventTarget;
  call: Call;
  shared: InPage;
  isPersonal: (event: Event) => boolean;
  signal: AbortSignal;
}

/** A click waits so long for the setting of a page that has just loaded, then it is the browser's. */
const UNTOLD_MS = 3_000;

/**
 * Click-to-dial while the setting says so. Switched off means untouched: no listener at all. Until
 * the setting is known (the first moments of a page) a click is held back; it then dials, or goes
 * the way it would have gone without us.
 */
export function startDial({ page, target, call, shared, isPersonal, signal }: DialNeeds): void {
  const toast = createToast(page, signal);
  let watching: AbortController | undefined;
  let held: { text: string; timer: ReturnType<typeof setTimeout> } | undefined;

  async function dial(text: string): Promise<void> {
    const { texts } = createTexts(shared.locale);
    const answer = await call('dial.start', { text });
    if (!answer.ok) return toast.show(problemText(texts, answer.code), 'bad');
    const { by, display, href } = answer.value;
    toast.show(
      by === 'relay' ? texts.dial.phoneRings(display) : texts.dial.dialling(display),
      'good',
    );
    if (href) followTelLink(page, href);
  }
  function onLink(text: string): void {
    if (shared.dial !== undefined) return void dial(text);
    clearTimeout(held?.timer);
    held = { text, timer: setTimeout(release, UNTOLD_MS) };
  }
  function release(): void {
    if (!held) return;
    const { text, timer } = held;
    clearTimeout(timer);
    held = undefined;
    if (signal.aborted) return;
    if (shared.dial === undefined || shared.dial === 'off') followTelLink(page, asWritten(text));
    else void dial(text);
  }
  function follow(): void {
    const wanted = shared.dial !== 'off' && !signal.aborted;
    if (wanted !== (watching !== undefined)) {
      watching?.abort();
      watching = wanted ? new AbortController() : undefined;
      if (watching) watchTelLinks({ target, dial: onLink, isPersonal }, watching.signal);
    }
    if (shared.dial !== undefined) release();
  }

  shared.onChange.add(follow);
  signal.addEventListener('abort', () => {
    shared.onChange.delete(follow);
    follow();
  });
  follow();
}

/** What a `tel:` link says, as the browser would have followed it: signs for the eye left out. */
function asWritten(text: string): string {
  return `tel:${text.replace(/[\s()./-]/g, '')}`;
}
