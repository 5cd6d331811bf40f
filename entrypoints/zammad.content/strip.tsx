import { createRoot } from 'react-dom/client';
import { CallStrip } from '../../components/strip/CallStrip.tsx';
import { SurroundingsProvider } from '../../components/surroundings.tsx';
import type { Ticker } from '../../components/ticker.ts';
import type { CardsMessage, PageMessage } from '../../lib/core/card.ts';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import type { Locale } from '../../lib/i18n/texts.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { Output } from '../../lib/rpc/contract.ts';
import { createStripBox } from './strip-box.ts';
import { keyOf, type Shown, shownAt } from './strip-page.ts';
import { watchAddress } from './strip-watch.ts';

/** Who only passes by is not asked about, and the page has loaded by then. */
export const SETTLE_MS = 400;
/** So long an answer is good without asking again. */
const KEEP_MS = 60_000;
const KEPT_MAX = 50;

export interface StripNeeds {
  page: Document;
  shadow: ShadowRoot;
  call: Call;
  ticker: Ticker;
  /** Tells the background which tickets are on screen. */
  post: (message: PageMessage) => void;
  onLeave: () => void;
  now: () => number;
  signal: AbortSignal;
}

type Found = Output<'calls.with'>;

/** The strip of earlier calls on profiles and tickets, and the watcher of what is on screen. */
export function startStrip(needs: StripNeeds) {
  const { page, shadow, call, signal } = needs;
  const box = createStripBox(page, shadow, signal);
  const root = createRoot(box.element);
  const kept = new Map<string, { at: number; found: Found }>();
  let wanted = false;
  let shown: Shown | undefined;
  let found: Found | undefined;
  let told = '';
  let look: { theme: 'light' | 'dark'; locale: Locale } = { theme: 'light', locale: 'en' };
  let timer: ReturnType<typeof setTimeout> | undefined;

  function render(): void {
    box.element.dataset.theme = look.theme;
    const full = found && found.items.length > 0 ? found : undefined;
    root.render(
      full && (
        <SurroundingsProvider language={createTexts(look.locale)} ticker={needs.ticker}>
          <div lang={look.locale}>
            <CallStrip
              key={keyOf(shown)}
              calls={full.items}
              missed={full.missed}
              more={full.more ?? false}
              onLeave={needs.onLeave}
            />
          </div>
        </SurroundingsProvider>
      ),
    );
    if (full) page.defaultView!.requestAnimationFrame(box.place);
  }

  async function ask(): Promise<void> {
    const asked = shown;
    if (!asked) return;
    const key = keyOf(asked);
    const known = kept.get(key);
    if (!known || needs.now() - known.at >= KEEP_MS) {
      const answer = await call('calls.with', asked);
      // Refused or out of reach: the page says nothing, it is only an addition.
      if (!answer.ok || signal.aborted) return;
      kept.set(key, { at: needs.now(), found: answer.value });
      if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value ?? '');
    }
    if (keyOf(shown) !== key) return;
    found = kept.get(key)?.found;
    render();
  }
  function later(): void {
    clearTimeout(timer);
    timer = shown && setTimeout(() => void ask(), SETTLE_MS);
  }

  /** What is on screen now, for the strip and for colleagues. */
  function follow(): void {
    const visible = page.visibilityState === 'visible';
    const there = visible ? shownAt(page.defaultView!.location) : undefined;
    const ids = there && 'ticketId' in there ? [there.ticketId] : [];
    if (told !== ids.join()) {
      told = ids.join();
      needs.post({ type: 'tickets', ids });
    }
    // Hidden, it stays as it is: one comes back to it.
    if (!visible) return clearTimeout(timer);
    const next = wanted ? there : undefined;
    if (keyOf(next) === keyOf(shown)) return;
    shown = next;
    found = kept.get(keyOf(next))?.found;
    render();
    later();
  }

  watchAddress(page, follow, signal);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    root.unmount();
    box.remove();
  });
  follow();

  return {
    onLook(next: typeof look): void {
      if (next.theme === look.theme && next.locale === look.locale) return;
      look = next;
      if (found) render();
    },
    /** The port was opened (again): the background knows nothing of this page. */
    onOpen(): void {
      told = '';
      follow();
    },
    onMessage(message: CardsMessage): void {
      if (message.type === 'all') {
        wanted = message.strip ?? false;
        follow();
      }
      if (message.type === 'card' && message.card.call.state === 'ended') {
        kept.clear();
        later();
      }
      box.place();
    },
  };
}
