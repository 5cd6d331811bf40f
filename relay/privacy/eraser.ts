/**
 * Erases a number: calls lose their person, everything else loses the number. Small transactions;
 * whatever was done stays done, so that it may be cut off anywhere and begun again. Rules PV4–PV6.
 */
import type { Phone } from '../../lib/core/phone.ts';
import type { PrivacyErased } from '../../lib/core/privacy.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { Directory } from '../directory/directory.ts';
import type { Learned } from '../directory/learned.ts';
import { breath } from '../search/breath.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Audit } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import type { Drafts } from '../workspace/drafts.ts';
import type { NumberMemory } from '../workspace/number-memory.ts';
import { hashedSubject } from './audit-about.ts';
import { callsNaming } from './calls-of.ts';
import { contactIdsOf } from './contact-ids.ts';
import { BATCH, eraseCalls } from './erase-calls.ts';
import { eraseRest } from './erase-rest.ts';
import { createErasedCounts } from './erased-counts.ts';
import type { NumberHash } from './number-hash.ts';
import { createNumberTrace } from './number-trace.ts';

/** What a running relay holds in memory; `offhook privacy` without one has only the database. */
export interface Remembering {
  memory: Pick<NumberMemory, 'forget'>;
  drafts: Pick<Drafts, 'forget'>;
  directory: Pick<Directory, 'forget'>;
  search: Pick<SearchIndex, 'retake' | 'tidy'>;
  learned: Pick<Learned, 'forget'>;
}

/** Erases now, however long it takes. @throws when the database cannot be written */
export type Eraser = (digits: string, actor: string) => Promise<PrivacyErased['counts']>;

export function createEraser(deps: {
  db: Database;
  phone: Phone;
  writer: Pick<CallWriter, 'amend'>;
  audit: Audit;
  hash: NumberHash;
  held: Remembering;
  now: () => number;
  /** Tests cut it off there. */
  onStep?: ((step: string) => void) | undefined;
}): Eraser {
  const { db, held, now, onStep = () => {} } = deps;
  return async (digits, actor) => {
    const trace = createNumberTrace(digits, deps.phone);
    const hash = await deps.hash(digits);
    const counts = createErasedCounts();
    const contactIds = await contactIdsOf(db, digits);
    const erased: string[] = [];
    for await (const calls of callsNaming(db, trace)) {
      const ids = calls.map(({ id }) => id);
      for (let from = 0; from < ids.length; from += BATCH) {
        const batch = ids.slice(from, from + BATCH);
        const done = await eraseCalls(deps.writer, batch, { trace, counts, now });
        for (const id of done) await held.drafts.forget(id);
        erased.push(...done);
        onStep('calls');
        await breath();
      }
    }
    const { picks, exclusions } = await held.memory.forget(digits);
    counts.add('picks', picks);
    counts.add('exclusions', exclusions);
    counts.add('learned', await countLearned(db, digits));
    await held.learned.forget(digits);
    onStep('memory');
    const records = await held.directory.forget(digits);
    counts.add('directory', records.people);
    counts.add('organizations', records.organizations);
    onStep('directory');
    const noted = await eraseRest(db, { trace, hash, contactIds, counts });
    onStep('rest');
    await held.search.retake([...erased, ...noted], (value, id) => trace.without(value, `x${id}`));
    counts.add('history', erased.length);
    onStep('search');
    await deps.audit.write([
      { actor, action: 'number.erase', subject: hashedSubject(hash), detail: counts.all() },
    ]);
    return counts.all();
  };
}

async function countLearned(db: Database, digits: string): Promise<number> {
  const { count } = await db
    .selectFrom('learned')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('digits', '=', digits)
    .executeTakeFirstOrThrow();
  return count;
}
