/**
 * Zammad's own verdict on a new call that ours lets through. Its `newCall` is told at once, and
 * what Zammad answers within the budget counts; else ours stands. Rules RF14, RF15.
 */
import type { Verdict } from '../../lib/core/call.ts';
import { readFirstVerdict, storeVerdict } from '../calls/first-verdict.ts';
import type { Ledger } from '../calls/ledger.ts';
import type { Recorded } from '../calls/record.ts';
import type { JournalMask } from '../journal/mask.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { Forwarder } from './forwarder.ts';
import { readZammadVerdict } from './zammad-verdict.ts';

/**
 * @param wording how the telephone system is told, for the journal
 * @returns undefined: ours stands. Never fails, never takes longer than the budget.
 */
export type AskZammad = (
  recorded: Recorded,
  wording: (verdict: Verdict) => string,
) => Promise<Verdict | undefined>;

/** Of the 800 ms that a telephone system may wait, the rest is for storing the verdict. */
const WAIT_MS = 750;
/** Who was silent once is not waited for again so soon: one call in half a minute asks. */
const QUIET_MS = 30_000;

export function createAskZammad(deps: {
  db: Database;
  forwarder: Pick<Forwarder, 'ask'>;
  ledger: Pick<Ledger, 'record'>;
  mask?: Pick<JournalMask, 'text'> | undefined;
  log: Log;
  clock: () => number;
  /** Runs `task` after `ms`; answers how to call it off. */
  later?: (task: () => void, ms: number) => () => void;
}): AskZammad {
  const { db, ledger, log, clock } = deps;
  const later = deps.later ?? timerLater;
  /** A push that is repeated while the first one waits gets the same answer. */
  const waiting = new Map<string, Promise<Verdict | undefined>>();
  let quietUntil = 0;

  async function ask(
    recorded: Recorded,
    wording: (verdict: Verdict) => string,
  ): Promise<Verdict | undefined> {
    const { call, seq } = recorded;
    const first = await readFirstVerdict(db, call.id);
    if (first && first.seq !== seq) return first.verdict;
    if (clock() < quietUntil) return undefined;
    const answer = await inTime(deps.forwarder.ask(call.id), call.id);
    const verdict = answer === undefined ? undefined : readZammadVerdict(answer, call);
    if (!verdict) return undefined;
    await keep(recorded, verdict, wording(verdict));
    log.info({ call: call.id, action: verdict.action }, 'verdict of Zammad');
    return verdict;
  }

  async function inTime(
    asked: Promise<string | undefined>,
    callId: string,
  ): Promise<string | undefined> {
    let callOff = () => {};
    const late = new Promise<undefined>((resolve) => {
      callOff = later(() => {
        quietUntil = clock() + QUIET_MS;
        log.warn({ call: callId }, 'Zammad gave no verdict in time; ours stands');
        resolve(undefined);
      }, WAIT_MS);
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      callOff();
    }
  }

  async function keep(
    { seq, call, event }: Recorded,
    verdict: Verdict,
    answer: string,
  ): Promise<void> {
    await storeVerdict(db, seq, { verdict, answer: deps.mask?.text(answer, event) ?? answer });
    if (verdict.action !== 'reject') return;
    const { source, nativeId: callId } = call;
    await ledger.record({
      event: { source, kind: 'update', callId, at: event.at, flags: { blocked: true } },
      raw: '',
      wording: () => '',
    });
  }

  return (recorded, wording) => {
    const { id } = recorded.call;
    const known = waiting.get(id);
    if (known) return known;
    const work = ask(recorded, wording)
      .catch((error: unknown) => {
        log.error({ err: error, call: id }, 'Zammad could not be asked; our verdict stands');
        return undefined;
      })
      .finally(() => waiting.delete(id));
    waiting.set(id, work);
    return work;
  };
}

function timerLater(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
