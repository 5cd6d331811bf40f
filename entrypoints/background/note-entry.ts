/** A note that is handed over, as the outbox keeps it. Pure. */
import { withOutcome } from '../../lib/core/note-text.ts';
import type { Input } from '../../lib/rpc/contract.ts';
import type { NoteAbout, OutboxEntry } from '../../lib/storage/notes.ts';

const TAGS_MAX = 20;

/** As Zammad keeps them: a comma parts two tags, blanks around one are none of it. */
export function plainTags(tags: readonly string[] | undefined): string[] | undefined {
  const plain = (tags ?? []).flatMap((tag) => tag.split(',')).map((tag) => tag.trim());
  const once = [...new Set(plain.filter(Boolean))].slice(0, TAGS_MAX);
  return once.length > 0 ? once : undefined;
}

export function newEntry(
  input: Input<'note.send'>,
  from: {
    about: NoteAbout;
    locale: 'de' | 'en';
    who: string | undefined;
    account: { url: string; userId: number };
    id: string;
    now: number;
  },
): OutboxEntry {
  const { about, account, now } = from;
  const { direction, subject, to, customerId } = about;
  const { callId, text, internal, target, outcome, followUpAt, minutes } = input;
  const tags = plainTags(input.tags);
  const head = withOutcome(about.head, outcome, from.locale);
  return {
    id: from.id,
    callId,
    zammadUrl: account.url,
    userId: account.userId,
    direction,
    subject,
    text,
    internal,
    target,
    ...(head === undefined ? {} : { head }),
    ...(to === undefined ? {} : { to }),
    ...(outcome ? { outcome } : {}),
    ...(tags ? { tags } : {}),
    ...(followUpAt === undefined ? {} : { followUpAt }),
    ...(minutes ? { minutes } : {}),
    ...(from.who ? { who: from.who } : {}),
    ...(target.kind === 'new' && customerId !== undefined ? { customerId } : {}),
    createdAt: now,
    attempts: 0,
    nextAt: now,
    unclear: false,
  };
}
