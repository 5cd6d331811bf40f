/**
 * A world in which a note can go wrong everywhere: storage, Zammad and relay answer only when a
 * test lets them, and the background can be stopped between any two of these moments. For tests.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Draft, Noted } from '../../lib/protocol/workspace.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { KeyValue } from '../../lib/storage/stored.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { SETTLE_MS } from '../../entrypoints/background/outbox.ts';
import { IDA, sampleCall } from './sample-call.ts';
import { createWorldZammad } from './world-zammad.ts';

/** When the client gives a request up. */
const TIMEOUT_MS = 25_000;

/** How a request ends. `late`: the client is told nothing good, and it takes effect some time after. */
export const FATES = ['fine', 'lost', 'down', '500', '500 done', '422', '403', 'late'] as const;
export type Fate = (typeof FATES)[number];

interface Pending {
  life: number;
  kind: 'storage' | 'zammad' | 'relay';
  name: string;
  startedAt: number;
  effect: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

export function createNoteWorld() {
  /** The true time; the client's clock may be wrong. */
  let time = 1_795_258_000_000;
  let skew = 0;
  let life = 0;
  let nextId = 100;
  const pending: Pending[] = [];
  const late: { at: number; effect: () => unknown }[] = [];
  const timers = new Map<number, { life: number; at: number; run: () => void }>();
  const stored = { local: new Map<string, string>(), session: new Map<string, string>() };
  const up = { zammad: true, relay: true, timeAccounting: true, separate: true, deletable: true };
  const relayDrafts = new Map<string, Draft>();
  const relayNotes = new Map<string, Noted>();

  const now = () => time + skew;

  /** Whoever was stopped hears nothing any more. */
  function ask<T>(kind: Pending['kind'], name: string, effect: () => T): Promise<T> {
    const mine = life;
    return new Promise<T>((resolve, reject) => {
      pending.push({
        life: mine,
        kind,
        name,
        startedAt: time,
        effect,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
    });
  }

  function kept(key: string): Map<string, string> {
    return key.startsWith('session:') ? stored.session : stored.local;
  }
  const storage: KeyValue = {
    getItem: (key) =>
      ask('storage', `get ${key}`, () => {
        const text = kept(key).get(key);
        return text === undefined ? null : (JSON.parse(text) as unknown);
      }),
    setItem: (key, value) => {
      const text = JSON.stringify(value);
      return ask('storage', `set ${key}`, () => void kept(key).set(key, text));
    },
    removeItem: (key) => ask('storage', `remove ${key}`, () => void kept(key).delete(key)),
  };

  const inZammad = createWorldZammad(
    (name, effect) => ask('zammad', name, effect),
    up,
    () => nextId++,
  );

  const relay = {
    putDraft: (callId: string, draft: Draft) =>
      ask('relay', 'putDraft', () => {
        const before = relayDrafts.get(callId);
        if (before && before.keptAt > draft.keptAt) return null;
        // The worst relay: of what was removed it remembers nothing.
        if (draft.text === '') relayDrafts.delete(callId);
        else relayDrafts.set(callId, structuredClone(draft));
        return null;
      }),
    drafts: () =>
      ask('relay', 'drafts', () => ({
        items: [...relayDrafts]
          .filter(([, { text }]) => text !== '')
          .map(([callId, draft]) => ({ callId, draft })),
      })),
    putNote: (callId: string, note: Noted) =>
      ask('relay', 'putNote', () => {
        relayNotes.set(callId, note);
        // It ends the draft, and every older one that comes late.
        const keptAt = Math.max(note.at, relayDrafts.get(callId)?.keptAt ?? 0);
        relayDrafts.set(callId, { text: '', internal: true, keptAt });
        return null;
      }),
  };

  function failure(kind: Pending['kind'], fate: Fate | 'slow'): unknown {
    if (kind === 'relay')
      return new RelayError(
        fate === '500' || fate === '500 done' ? 'relay/broken' : 'relay/unreachable',
      );
    if (fate === '422') return new ZammadError('zammad/refused', { status: 422, detail: 'No.' });
    if (fate === '403') return new ZammadError('zammad/forbidden', { status: 403 });
    if (fate === '500' || fate === '500 done')
      return new ZammadError('zammad/broken', { status: 500 });
    return new ZammadError(fate === 'slow' ? 'zammad/slow' : 'zammad/unreachable');
  }

  function carryOut(op: Pending): { value?: unknown; error?: unknown } {
    try {
      return { value: op.effect() };
    } catch (error) {
      return { error };
    }
  }
  function answer(op: Pending, end: { value?: unknown; error?: unknown }): void {
    if (op.life !== life) return;
    if ('error' in end) op.reject(end.error);
    else op.resolve(structuredClone(end.value));
  }

  /** Nobody waits for it any more; it takes effect before the bound is over. */
  function postpone(op: Pending, part: number): void {
    late.push({ at: time + Math.floor((SETTLE_MS - 1) * (part / 1_000)), effect: op.effect });
  }

  /** Ends one request. @param part 0–999: how late, where that matters */
  function end(op: Pending, wanted: Fate, part: number): void {
    pending.splice(pending.indexOf(op), 1);
    const isUp = op.kind === 'storage' || up[op.kind];
    let fate: Fate = op.kind === 'storage' ? 'fine' : isUp ? wanted : 'down';
    if (op.kind === 'relay' && (fate === '422' || fate === '403')) fate = 'fine';
    if (fate === 'fine') return answer(op, carryOut(op));
    if (fate === 'lost' || fate === '500 done') carryOut(op);
    if (fate === 'late') postpone(op, part);
    answer(op, { error: failure(op.kind, fate) });
  }

  function carryOutLate(until: number): void {
    late.sort((a, b) => a.at - b.at);
    while (late[0] && late[0].at <= until) {
      const { effect } = late.shift()!;
      carryOut({ effect } as Pending);
    }
  }

  const settle = () => new Promise<void>((done) => setImmediate(done));

  return {
    now,
    time: () => time,
    storage,
    ...inZammad,
    relay,
    up,
    pending,
    relayDrafts,
    relayNotes,
    settle,
    timers: {
      now,
      setTimeout(run: () => void, ms: number): number {
        timers.set(nextId, { life, at: time + ms, run });
        return nextId++;
      },
      clearTimeout: (timer: unknown) => void timers.delete(timer as number),
    },

    /** Lets one go on: any request, or the storage in its own order. */
    async progress(which: number, fate: Fate, part: number): Promise<void> {
      const first = pending.find(({ kind }) => kind === 'storage');
      const open = pending.filter((op) => op.kind !== 'storage' || op === first);
      const op = open[which % Math.max(1, open.length)];
      if (op) end(op, fate, part);
      await settle();
    },

    /** Ends one of `pending`. @param part 0–999: how late, where that matters */
    async end(at: number, fate: Fate, part: number): Promise<void> {
      const op = pending[at];
      if (op) end(op, fate, part);
      await settle();
    },

    /** Time goes by, timers fire when due. `asleep`: only when it is over. */
    async pass(ms: number, asleep: boolean): Promise<void> {
      const until = time + ms;
      for (;;) {
        const due = [...timers]
          .filter(([, timer]) => timer.at <= until)
          .sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due || asleep) break;
        timers.delete(due[0]);
        time = Math.max(time, due[1].at);
        carryOutLate(time);
        due[1].run();
        await settle();
      }
      time = until;
      carryOutLate(time);
      for (const op of pending.filter(({ kind }) => kind !== 'storage')) {
        if (time - op.startedAt < TIMEOUT_MS) continue;
        pending.splice(pending.indexOf(op), 1);
        postpone(op, (op.name.length * 137) % 1_000);
        answer(op, { error: failure(op.kind, 'slow') });
      }
      carryOutLate(time);
      await settle();
    },

    /** The clock of this computer is set. Forward only while nothing of ours is under way. */
    setClock(ms: number): void {
      if (ms < 0 || (late.length === 0 && pending.length === 0)) skew += ms;
    },

    /**
     * Stops the background, perhaps the browser. What was under way is done, done later, or never.
     * @param bits decides for each
     */
    kill(bits: number, browser: boolean): void {
      life++;
      timers.clear();
      let at = bits;
      let storageGoes = true;
      for (const op of pending.splice(0)) {
        const choice = at % 3;
        at = Math.floor(at / 3) || bits + 7;
        // Storage is written in order: what comes after a write that was not done is not, either.
        if (op.kind === 'storage') {
          storageGoes &&= choice !== 0;
          if (storageGoes) carryOut(op);
        } else if (choice === 1 && up[op.kind]) carryOut(op);
        else if (choice === 2 && up[op.kind]) postpone(op, (bits * 31) % 1_000);
      }
      if (browser) stored.session.clear();
    },

    /** All that is under way goes well, and nothing is left. */
    async calm(): Promise<void> {
      await settle();
      for (let round = 0; pending.length > 0 && round < 2_000; round++) {
        const op = pending[0]!;
        end(op, 'fine', 0);
        await settle();
      }
    },
    lateLeft: () => late.length,
  };
}
export type NoteWorld = ReturnType<typeof createNoteWorld>;

export const worldCall = (id: string): AgentCall =>
  sampleCall({
    id,
    state: 'ended',
    remote: { ...sampleCall().remote, matches: [IDA] },
    ringing: [],
    answeredBy: 'Alice Agent',
    mine: true,
    startedAt: 1_795_257_000_000,
    answeredAt: 1_795_257_010_000,
    endedAt: 1_795_257_140_000,
    done: true,
  });
