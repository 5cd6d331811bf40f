/** From a call to its entry in the index. */
import type { Call } from '../../lib/core/call.ts';
import type { Database } from '../store/database.ts';
import { sql } from 'kysely';
import {
  addNoteWords,
  dialTerm,
  type NoteText,
  remoteTerms,
  type TermSources,
  wordTerms,
} from './call-terms.ts';
import type { Dictionary } from './dictionary.ts';
import { factsOf } from './facts.ts';
import { frameKey, ownParts } from './own-side.ts';
import type { IndexedCall } from './writer.ts';

export interface CallIndexer {
  entry(call: Call, notes: readonly NoteText[]): IndexedCall;
  /** Entries of these calls as they are stored now, of those that are. */
  stored(ids: readonly string[]): Promise<IndexedCall[]>;
  /** Notes of these calls. */
  notes(ids: readonly string[]): Promise<Map<string, NoteText[]>>;
}

export function createCallIndexer(
  deps: TermSources & {
    db: Database;
    frames: Dictionary;
    parties: Dictionary;
    /** The call with the click-to-dial request it came from. */
    link: (call: Call) => Call;
  },
): CallIndexer {
  const { db, frames, parties, phone } = deps;

  function entry(bare: Call, notes: readonly NoteText[]): IndexedCall {
    const call = deps.link(bare);
    const words = new Set<string>();
    addNoteWords(words, notes);
    const own = ownParts(call, phone).map(({ role, party }) => `#${role}${parties.idOf(party)}`);
    const rang = own.filter((term) => term.startsWith('#r'));
    const dialled = call.dialId === undefined ? [] : [dialTerm(call.dialId)];
    return {
      callId: call.id,
      startedAt: call.startedAt,
      frame: frames.idOf(frameKey(call)),
      facts: factsOf(call),
      rung: checksum(rang.sort().join()),
      terms: [...new Set([...own, ...dialled, ...remoteTerms(call, deps), ...wordTerms(words)])],
    };
  }

  async function notes(ids: readonly string[]): Promise<Map<string, NoteText[]>> {
    const found = new Map<string, NoteText[]>();
    if (ids.length === 0) return found;
    const rows = await db
      .selectFrom('call_notes')
      .select(['call_id', 'text', 'outcome', 'ticket_number'])
      .where('call_id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
      .execute();
    for (const row of rows) {
      const own = found.get(row.call_id);
      if (own) own.push(row);
      else found.set(row.call_id, [row]);
    }
    return found;
  }

  return {
    entry,
    notes,
    async stored(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('calls')
        .select('snapshot')
        .where('id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
        .execute();
      const written = await notes(ids);
      return rows.map(({ snapshot }) => {
        const call = JSON.parse(snapshot) as Call;
        return entry(call, written.get(call.id) ?? []);
      });
    },
  };
}

/** FNV-1a: the same for the same text, other for nearly every other. */
function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return sum;
}
