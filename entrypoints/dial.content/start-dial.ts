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

/** Click-to-dial while the setting says so. Switched off means untouched: no listener at all. */
export function startDial({ page, target, call, shared, isPersonal, signal }: DialNeeds): void {
  const toast = createToast(page, signal);
  let watching: AbortController | undefined;

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
  function follow(): void {
    const wanted = shared.dial !== 'off' && !signal.aborted;
    if (wanted === (watching !== undefined)) return;
    watching?.abort();
    watching = wanted ? new AbortController() : undefined;
    if (watching)
      watchTelLinks({ target, dial: (text) => void dial(text), isPersonal }, watching.signal);
  }

  shared.onChange.add(follow);
  signal.addEventListener('abort', () => {
    shared.onChange.delete(follow);
    follow();
  });
  follow();
}
