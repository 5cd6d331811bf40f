/** What a person does with our notifications. */
import type { WxtBrowser } from 'wxt/browser';
import type { Services } from './services.ts';

type Needs = Pick<Services, 'ready' | 'cards' | 'notices' | 'openCall'>;

/** @param background takes care of what fails */
export function listenToNotices(
  { notifications }: Pick<WxtBrowser, 'notifications'>,
  { ready, cards, notices, openCall }: Needs,
  background: (work: Promise<unknown>) => void,
): void {
  notifications.onClicked.addListener((id) => {
    const callId = notices.callOf(id);
    if (callId === undefined && !notices.isSummary(id)) return;
    void notifications.clear(id);
    const open = async () => {
      await ready;
      if (callId === undefined) await openCall.focus();
      else await openCall.show(callId);
    };
    background(open());
  });
  // Firefox has no buttons on notifications.
  notifications.onButtonClicked?.addListener((id, button) => {
    const callId = notices.callOf(id);
    if (callId === undefined) return;
    const act = async () => {
      await ready;
      if (button === 0) await openCall.show(callId);
      else cards.change(callId, (view) => ({ ...view, dismissed: true }));
      notices.clear(callId);
    };
    background(act());
  });
  notifications.onClosed.addListener((id) => notices.closed(id));
}
