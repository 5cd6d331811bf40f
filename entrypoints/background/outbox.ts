/**
 * Notes on their way to Zammad: kept before they are sent, sent one at a time, tried again for as
 * long as it takes, never sent twice. Survives the background and the browser being stopped.
 */
import type { CardNote } from '../../lib/core/card.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import type { OutboxEntry } from '../../lib/storage/notes.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import {
  type Delivered,
  findNote,
  postNote,
  prepareNote,
  removeReplaced,
  restOf,
} from './deliver-note.ts';
import { deliverable, type NoteAccount } from './note-account.ts';
import { entryNote } from './note-card.ts';
import { workOff } from './note-rest.ts';

export const NOTE_RETRY_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 300_000];
/**
 * A request that we have given up takes effect within this time, or never. After an unclear outcome
 * Zammad is asked soon and again, but the note is only sent once more when this time is over and it
 * still is not there. It counts from the moment we gave up, not from the start: a computer that
 * falls asleep may send the request when it wakes. What is covered: Zammad working on what nobody
 * waits for any more (0.2–0.3 s when well, measured; its restart ends it), and bytes that a network
 * delivers late (nginx closes an idle or half-heard connection after 60–75 s). A Zammad that works
 * longer on one article, or a clock set forward in these seconds, would mean a second one.
 */
export const SETTLE_MS = 90_000;
/** After so many refusals (about half an hour) the note is the agent's again. */
const FORBIDDEN_MAX = 10;
/** Nothing is ever put off for longer; what is was, before the clock was set back. */
const WAIT_MAX_MS = Math.max(SETTLE_MS, ...NOTE_RETRY_MS);

export type NoteStatus = Partial<CardNote> & Pick<CardNote, 'status'>;

export interface OutboxDeps {
  outbox: Stored<OutboxEntry[]>;
  account: () => NoteAccount | undefined;
  relay?: () => Pick<RelayHttp, 'putNote'> | undefined;
  /** How the note of this call goes on; what is told of it is in storage already. */
  onStatus(entry: OutboxEntry, about: NoteStatus): void;
  /** Zammad will not take it. Whoever is told keeps it elsewhere, then lets it `leave` the outbox. */
  onRefused?(entry: OutboxEntry, problem: string, leave: () => Promise<void>): Promise<unknown>;
  /** The relay knows the note, and has ended the draft of its call. */
  onNoted?(entry: OutboxEntry): Promise<unknown>;
  /** What was told is kept: an entry that is done may go. */
  settled?(entry: OutboxEntry): Promise<unknown>;
  onError(error: unknown): void;
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(deps: OutboxDeps) {
  const { outbox, now } = deps;
  let entries: OutboxEntry[] = [];
  let working: Promise<void> | undefined;
  let again = false;
  let timer: unknown;

  async function change(next: (list: OutboxEntry[]) => OutboxEntry[]): Promise<void> {
    entries = await outbox.update(next);
  }
  const store = (entry: OutboxEntry) =>
    change((list) => list.map((each) => (each.id === entry.id ? entry : each)));
  const remove = (id: string) => change((list) => list.filter((each) => each.id !== id));

  async function deliver(entry: OutboxEntry, account: NoteAccount): Promise<void> {
    const { client } = account;
    deps.onStatus(entry, { status: 'sending' });
    let prepared;
    try {
      if (entry.unclear) {
        const found = await findNote(client, entry);
        if (found) return await arrived(entry, account, found);
        if (await settling(entry)) return;
      } else await removeReplaced(client, entry);
      prepared = await prepareNote(client, entry);
    } catch (error) {
      // The ticket is gone, and the note with it if it ever was there: the agent must choose anew.
      if (isZammad(error, 'zammad/not-found')) return refuse(entry, error);
      if (isZammad(error, 'zammad/forbidden') && isHopeless(entry)) return refuse(entry, error);
      return retry(entry, error);
    }
    // Written down before the request starts: whoever is stopped now looks first when it wakes.
    const started: OutboxEntry = {
      ...entry,
      unclear: true,
      settleFrom: undefined,
      startedAt: now(),
      timeAlong: prepared.timeAlong !== undefined,
    };
    await store(started);
    try {
      await arrived(started, account, await postNote(client, started, prepared));
    } catch (error) {
      if (!(error instanceof ZammadError)) throw error;
      if (error.code === 'zammad/refused' || error.code === 'zammad/not-found')
        return refuse(started, error);
      if (error.code === 'zammad/forbidden' && isHopeless(entry)) return refuse(started, error);
      // Zammad's own 500 means that it is done with it; of everything else that cannot be told.
      const settleFrom = error.status === 500 ? 0 : now();
      await retry({ ...started, unclear: mayHaveHappened(error), settleFrom }, error);
    }
  }

  /** Not there yet, but it may still come. */
  async function settling(entry: OutboxEntry): Promise<boolean> {
    const at = now();
    // Whoever was stopped while sending did not give up: the time begins when that is found out.
    const { settleFrom = at } = entry;
    const from = settleFrom > at ? at : settleFrom;
    const leftMs = from + SETTLE_MS - at;
    if (leftMs <= 0) return false;
    const nextAt = at + Math.min(waitOf(entry.attempts), leftMs);
    await store({ ...entry, settleFrom: from, attempts: entry.attempts + 1, nextAt });
    deps.onStatus(entry, { status: 'waiting', problem: 'note/unclear' });
    return true;
  }

  async function refuse(entry: OutboxEntry, error: ZammadError): Promise<void> {
    const problem = error.detail ?? error.code;
    const leave = () => remove(entry.id);
    await (deps.onRefused?.(entry, problem, leave) ?? leave());
    deps.onStatus(entry, { status: 'refused', problem });
  }

  async function arrived(
    entry: OutboxEntry,
    account: NoteAccount,
    where: Delivered,
  ): Promise<void> {
    const rest = restOf(entry, now(), where);
    const there: OutboxEntry = { ...entry, unclear: false, attempts: 0, nextAt: now(), rest };
    await store(there);
    const { status, ...about } = entryNote(there);
    deps.onStatus(there, { ...about, status });
    await finish(there, account);
  }

  /** The text is in Zammad; now for the rest. */
  async function finish(entry: OutboxEntry, account: NoteAccount): Promise<void> {
    if (!entry.rest) return;
    const relay = deps.relay?.();
    const rest = await workOff(entry, entry.rest, { zammad: account.client, relay });
    const next = { ...entry, rest };
    if (entry.rest.todo.includes('history') && !rest.todo.includes('history'))
      await deps.onNoted?.(entry);
    const nextAt = now() + waitOf(entry.attempts);
    await store({ ...next, attempts: entry.attempts + 1, nextAt });
    const news = rest.missing?.length !== entry.rest.missing?.length;
    if (news || rest.todo.length === 0) deps.onStatus(next, entryNote(next));
    if (rest.todo.length > 0) return;
    // Stopped before the card knows, it would wait for ever for what is done.
    await deps.settled?.(next);
    await remove(entry.id);
  }

  async function retry(entry: OutboxEntry, error: unknown): Promise<void> {
    const nextAt = now() + waitOf(entry.attempts);
    await store({ ...entry, attempts: entry.attempts + 1, nextAt });
    const problem = error instanceof ZammadError ? error.code : 'zammad/broken';
    deps.onStatus(entry, { status: 'waiting', problem });
    if (!(error instanceof ZammadError)) deps.onError(error);
  }

  const isDue = ({ nextAt }: OutboxEntry) => nextAt <= now() || nextAt > now() + WAIT_MAX_MS;

  async function round(): Promise<void> {
    const account = deps.account();
    entries = await outbox.get();
    if (account) {
      // What is not there yet goes before what is only to be finished.
      const due = entries.filter((entry) => isDue(entry) && deliverable(entry, account));
      for (const entry of due.filter(({ rest }) => !rest)) await deliver(entry, account);
      for (const entry of due.filter(({ rest }) => rest)) await finish(entry, account);
    }
    const waiting = account ? entries.filter((entry) => deliverable(entry, account)) : [];
    deps.clearTimeout(timer);
    if (waiting.length === 0) return;
    const next = Math.min(...waiting.map(({ nextAt }) => nextAt));
    timer = deps.setTimeout(() => void work(), Math.max(0, next - now()));
  }

  /** Sends what is due. Never two rounds side by side; a call meanwhile makes one more round. */
  function work(): Promise<void> {
    if (working) {
      again = true;
      return working;
    }
    working = (async () => {
      try {
        do {
          again = false;
          await round();
        } while (again);
      } catch (error) {
        deps.onError(error);
        deps.clearTimeout(timer);
        timer = deps.setTimeout(() => void work(), SETTLE_MS);
      } finally {
        working = undefined;
      }
    })();
    return working;
  }

  return {
    async load(): Promise<void> {
      entries = await outbox.get();
    },
    /** Oldest first. What is kept, as far as this life of the background knows. */
    entries: (): readonly OutboxEntry[] => entries,
    /** @param takesOver the entry that is not finished yet and whose rest this one brings along */
    add: async (entry: OutboxEntry, takesOver?: string): Promise<void> => {
      await change((list) => [...list.filter(({ id }) => id !== takesOver), entry]);
      deps.onStatus(entry, { status: 'waiting' });
      void work();
    },
    list: () => outbox.get(),
    /** Takes back what was not begun to be sent, of these calls. */
    drop: (callIds: readonly string[]) =>
      change((list) =>
        list.filter(
          ({ callId, unclear, rest }) => !callIds.includes(callId) || unclear || rest !== undefined,
        ),
      ),
    work,
    /** Zammad or the token may be well again: what waits is due now. */
    async hurry(): Promise<void> {
      const at = now();
      await change((list) =>
        list.map((entry) => ({ ...entry, nextAt: Math.min(entry.nextAt, at) })),
      );
      return work();
    },
  };
}

/** Not allowed again and again is no matter of the moment; an article that must stay, at once. */
function isHopeless({ attempts, replaces, unclear }: OutboxEntry): boolean {
  return attempts >= FORBIDDEN_MAX || (replaces !== undefined && !unclear);
}

function waitOf(attempts: number): number {
  return NOTE_RETRY_MS[Math.min(attempts, NOTE_RETRY_MS.length - 1)] ?? 300_000;
}

function isZammad(error: unknown, code: ZammadError['code']): error is ZammadError {
  return error instanceof ZammadError && error.code === code;
}
