/** What the card asks of the background. */
import type { Answer, CardActions } from '../../components/call-card/answer.ts';
import type { Call } from '../../lib/rpc/client.ts';
import { followTelLink } from '../../lib/state/tel-link.ts';

export function createCardActions(call: Call, page: Document): CardActions {
  return {
    openProfile: (callId, userId) => call('call.open', { callId, what: 'profile', userId }),
    openTicket: (callId, ticketId) => call('call.open', { callId, what: 'ticket', ticketId }),
    newTicket: (callId, userId) => call('call.open', { callId, what: 'new-ticket', userId }),
    pick: (callId, userId) => call('call.pick', { callId, userId }),
    dismiss: (callId) => call('call.dismiss', { callId }),
    async callBack(_callId, number) {
      const answer = await call('dial.start', { text: number });
      if (answer.ok && answer.value.href) followTelLink(page, answer.value.href);
      return answer;
    },
    copy: (text) => copyText(text, page),
    keepNote: (callId, { text, internal, target }) =>
      call('note.draft', { callId, text, internal, target }),
    sendNote: (callId, { text, internal, target }) =>
      call('note.send', { callId, text, internal, target }),
  };
}

/** Copies from a click. Pages served without TLS have no clipboard interface, hence the second way. */
async function copyText(text: string, page: Document): Promise<Answer> {
  try {
    await page.defaultView!.navigator.clipboard.writeText(text);
    return { ok: true, value: null };
  } catch {
    const onCopy = (copying: ClipboardEvent) => {
      copying.clipboardData?.setData('text/plain', text);
      copying.preventDefault();
      copying.stopImmediatePropagation();
    };
    page.addEventListener('copy', onCopy, { capture: true, once: true });
    const done = page.execCommand('copy');
    page.removeEventListener('copy', onCopy, { capture: true });
    return done ? { ok: true, value: null } : { ok: false, code: 'internal/unexpected' };
  }
}
