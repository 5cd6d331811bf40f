import type { notesContract } from '../../lib/rpc/contract-notes.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { Services } from './services.ts';

export function notesHandlers({ notesDesk }: Services): Pick<Handlers, keyof typeof notesContract> {
  const { notes } = notesDesk;
  return {
    'note.draft': (input) => notes.draft(input),
    'note.send': (input) => notes.send(input),
    'note.edit': (input) => notesDesk.edit(input),
    'note.options': (input) => notesDesk.options(input),
    'note.tags': (input) => notesDesk.tags(input),
    'note.modules': (input) => notesDesk.modules(input),
    'notes.waiting': async () => ({ ok: true, value: notes.waiting() }),
    // The answer does not wait for a Zammad that may be slow: the list shows how it goes on.
    async 'notes.retry'() {
      void notesDesk.retry();
      return { ok: true, value: null };
    },
    'notes.discard': ({ callId }) => notes.discard(callId),
  };
}
