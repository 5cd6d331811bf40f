import type { notesContract } from '../../lib/rpc/contract-notes.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import type { Services } from './services.ts';

const notYet = async () => ({ ok: false as const, code: 'internal/unexpected' });

export function notesHandlers({ notes }: Services): Pick<Handlers, keyof typeof notesContract> {
  return {
    'note.draft': (input) => notes.draft(input),
    'note.send': (input) => notes.send(input),
    'note.edit': notYet,
    'note.options': notYet,
    'note.tags': notYet,
    'note.modules': notYet,
    'notes.waiting': notYet,
    'notes.retry': notYet,
    'notes.discard': notYet,
  };
}
