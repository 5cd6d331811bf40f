/** What a person does with our notifications. */
import type { WxtBrowser } from 'wxt/browser';
import type { Services } from './services.ts';

type Needs = Pick<Services, 'ready' | 'cards' | 'notices' | 'notifications' | 'openCall'>;

/** @param background takes care of what fails */
export function listenToNotices(
  { notifications }: Pick<WxtBrowser, 'notifications'>,
  { ready, cards, notices, notifications: names, openCall }: Needs,
  background: (work: Promise<unknown>) => void,
): void {
  notifications.onClicked.addListener((name) => {
    const id = names.idOf(name);
    const callId = notices.callOf(id);
    if (callId === undefined && !notices.isSummary(id)) return;
    void notifications.clear(name);
    const open = async () => {
      await ready;
      if (callId === undefined) await openCall.focus();
      else await openCall.show(callId);
    };
    background(open());
  });
  // Firefox has no buttons on notifications.
  notifications.onButtonClicked?.addListener((name, button) => {
    const callId = notices.callOf(names.idOf(name));
    if (callId === undefined) return;
    const act = async () => {
      await ready;
      if (button === 0) await openCall.show(callId);
      else cards.change(callId, (view) => ({ ...view, dismissed: true }));
      notices.clear(callId);
    };
    background(act());
  });
  notifications.onClosed.addListener((name, byUser) => {
    if (names.endedByAgent(name, byUser)) notices.closed(names.idOf(name));
  });
}
