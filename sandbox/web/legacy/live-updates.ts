import { h } from '../parts/dom.ts';
import { t } from '../parts/texts.ts';
import { refreshCallerLog } from './caller-log.ts';
import { showModal } from './modal.ts';
import { refreshCalls } from './navigation.ts';
import { refreshTicket } from './ticket-zoom.ts';

/** How long the original waits before it reads the caller log again. */
const LIST_PUSH_DELAY_MS = 500;

/** Follows the server by `/ws`. A second page of the same account stops this one. */
export function followServer(): void {
  const socket = new WebSocket(
    `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
  );
  socket.addEventListener('message', (message: MessageEvent<string>) => {
    const { event, data } = JSON.parse(message.data) as { event: string; data: { id?: number } };
    if (event === 'cti_list_push') {
      setTimeout(() => {
        void refreshCalls();
        void refreshCallerLog();
      }, LIST_PUSH_DELAY_MS);
    }
    if (event === 'remote_task') window.App.Event.trigger('remote_task', data);
    if (event === 'ticket:change' && data.id) void refreshTicket(data.id);
    if (event === 'session:takeover') {
      socket.close();
      showTakeover();
    }
  });
}

declare global {
  interface Window {
    App: { Event: { trigger(event: string, data: unknown): void } };
  }
}

function showTakeover(): void {
  showModal(
    t.takeover,
    h(
      'button',
      { class: 'primary js-submit', onclick: () => location.reload() },
      t.continueSession,
    ),
    'js-takeover',
  );
}
