/** What a card asks of the background. */
import type { Answer, CardActions } from '../core/card-actions.ts';
import type { Call } from '../rpc/client.ts';
import { followTelLink } from './tel-link.ts';

export function createCardActions(call: Call, page: Document): CardActions {
  return {
    openProfile: (callId, userId) => call('call.open', { callId, what: 'profile', userId }),
    openTicket: (callId, ticketId) => call('call.open', { callId, what: 'ticket', ticketId }),
    newTicket: (callId, userId) => call('call.open', { callId, what: 'new-ticket', userId }),
    openByRule: (callId) => call('call.open', { callId, what: 'rule' }),
    openLink: (callId, link) => call('call.open', { callId, what: 'link', link }),
    acceptOffer: (callId) => call('call.accept', { callId }),
    pick: (callId, userId) => call('call.pick', { callId, userId }),
    exclude: (callId, userId, undo) => call('number.exclude', { callId, userId, undo }),
    dismiss: (callId) => call('call.dismiss', { callId }),
    async callBack(_callId, number) {
      const answer = await call('dial.start', { text: number });
      if (answer.ok && answer.value.href) followTelLink(page, answer.value.href);
      return answer;
    },
    copy: (text) => copyText(text, page),
    searchPeople: (query) => call('person.search', { query }),
    organizations: (query) => call('person.organizations', { query }),
    numberFields: () => call('person.fields', {}),
    choose: (callId, userId) => call('person.choose', { callId, userId }),
    attach: (callId, about) => call('person.attach', { callId, ...about }),
    create: (callId, person) => call('person.create', { callId, ...person }),
    keepNote: (callId, note) => call('note.draft', { callId, ...note }),
    sendNote: (callId, note) => call('note.send', { callId, ...note }),
    editNote: (callId, text) => call('note.edit', { callId, text }),
    noteOptions: (callId, groupId) => call('note.options', { callId, groupId }),
    tags: (query) => call('note.tags', { query }),
    textModules: (callId, query) => call('note.modules', { callId, query }),
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
