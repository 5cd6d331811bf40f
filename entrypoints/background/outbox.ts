/**
 * Notes on their way to Zammad: kept before they are sent, sent one at a time, tried again for as
 * long as it takes, never sent twice. Survives the background and the browser being stopped.
 */
import type { CardNote } from '../../lib/core/card.ts';
import type { OutboxEntry } from '../../lib/storage/notes.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import { deliverable, type NoteAccount } from './note-account.ts';
import { findNote, postNote } from './deliver-note.ts';

export const NOTE_RETRY_MS = [2_000, 5_000, 15_000, 30_000, 60_000, 300_000];
/**
 * Time for Zammad to finish what it may still be working on, before it is asked whether the note
 * is there: after a time-out, and after the background was stopped while sending.
 */
export const SETTLE_MS = 30_000;

export interface OutboxDeps {
  outbox: Stored<OutboxEntry[]>;
  account: () => NoteAccount | undefined;
  /** How the note of this call goes on. `undefined` problem: none. */
  onStatus(entry: OutboxEntry, about: Pick<CardNote, 'status' | 'problem' | 'ticket'>): void;
  onError(error: unknown): void;
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(deps: OutboxDeps) {
  const { outbox } = deps;
  let working: Promise<void> | undefined;
  let again = false;
  let timer: unknown;

  const store = (entry: OutboxEntry) =>
    outbox.update((list) => list.map((each) => (each.id === entry.id ? entry : each)));
  const remove = (id: string) => outbox.update((list) => list.filter((each) => each.id !== id));

  async function deliver(entry: OutboxEntry, account: NoteAccount): Promise<void> {
    deps.onStatus(entry, { status: 'sending' });
    try {
      const found = entry.unclear ? await findNote(account.client, entry) : undefined;
      if (found) return await sent(entry, account, found.id, found.number);
    } catch (error) {
      // The ticket is gone, and the note with it if it ever was there: the agent must choose anew.
      if (error instanceof ZammadError && error.code === 'zammad/not-found')
        return refuse(entry, error);
      return retry(entry, error, true);
    }
    // Written down before the request starts: whoever is stopped now looks first when it wakes.
    const started = { ...entry, unclear: true, nextAt: deps.now() + SETTLE_MS };
    await store(started);
    try {
      const ticketId = await postNote(account.client, started);
      await sent(started, account, ticketId);
    } catch (error) {
      if (!(error instanceof ZammadError)) throw error;
      const unclear = mayHaveHappened(error);
      const refused = error.code === 'zammad/refused' || error.code === 'zammad/not-found';
      if (!refused) return retry({ ...started, unclear }, error, unclear);
      await refuse(entry, error);
    }
  }

  async function refuse(entry: OutboxEntry, error: ZammadError): Promise<void> {
    await remove(entry.id);
    deps.onStatus(entry, { status: 'refused', problem: error.detail ?? error.code });
  }

  async function sent(
    entry: OutboxEntry,
    account: NoteAccount,
    ticketId: number,
    number?: string,
  ): Promise<void> {
    await remove(entry.id);
    const known = number ?? (await account.client.ticket(ticketId).catch(() => undefined))?.number;
    deps.onStatus(entry, { status: 'sent', ticket: { id: ticketId, number: known ?? '' } });
  }

  async function retry(entry: OutboxEntry, error: unknown, unclear: boolean): Promise<void> {
    const step = NOTE_RETRY_MS[Math.min(entry.attempts, NOTE_RETRY_MS.length - 1)] ?? 300_000;
    const waitMs = unclear && mayStillRun(error) ? Math.max(step, SETTLE_MS) : step;
    await store({ ...entry, unclear, attempts: entry.attempts + 1, nextAt: deps.now() + waitMs });
    const problem = error instanceof ZammadError ? error.code : 'zammad/broken';
    deps.onStatus(entry, { status: 'waiting', problem });
    if (!(error instanceof ZammadError)) deps.onError(error);
  }

  async function round(): Promise<void> {
    const account = deps.account();
    if (account) {
      for (const entry of await outbox.get()) {
        if (entry.nextAt > deps.now() || !deliverable(entry, account)) continue;
        await deliver(entry, account);
      }
    }
    const waiting = (await outbox.get()).filter((entry) => !account || deliverable(entry, account));
    deps.clearTimeout(timer);
    if (waiting.length === 0 || !account) return;
    const next = Math.min(...waiting.map(({ nextAt }) => nextAt));
    timer = deps.setTimeout(() => void work(), Math.max(0, next - deps.now()));
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
      } finally {
        working = undefined;
      }
    })();
    return working;
  }

  return {
    add: async (entry: OutboxEntry): Promise<void> => {
      await outbox.update((list) => [...list, entry]);
      deps.onStatus(entry, { status: 'waiting' });
      void work();
    },
    list: () => outbox.get(),
    work,
    /** Zammad or the token may be well again: what waits is due now. What is unclear settles first. */
    async hurry(): Promise<void> {
      const now = deps.now();
      await outbox.update((list) =>
        list.map((entry) =>
          entry.unclear ? entry : { ...entry, nextAt: Math.min(entry.nextAt, now) },
        ),
      );
      return work();
    },
  };
}

/** We gave up waiting; Zammad need not have. */
function mayStillRun(error: unknown): boolean {
  return error instanceof ZammadError && (error.code === 'zammad/slow' || error.status === 504);
}
