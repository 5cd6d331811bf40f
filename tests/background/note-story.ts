/** What an agent does in a `note-world`, what was promised to them, and whether it holds. For tests. */
import { DEFAULT_SETTINGS } from '../../lib/core/settings.ts';
import type { NoteTarget } from '../../lib/core/card.ts';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { settingsChangeSchema } from '../../lib/protocol/settings-schema.ts';
import { createItems } from '../../lib/storage/items.ts';
import { createCards } from '../../entrypoints/background/cards.ts';
import { createNotesDesk, type NotesDesk } from '../../entrypoints/background/notes-desk.ts';
import { CALLS, type KeptWord, type SentWord, verdict } from './note-verdict.ts';
import type { Step } from './note-steps.ts';
import { createNoteWorld, FATES, type NoteWorld, worldCall } from './note-world.ts';

interface Life {
  desk: NotesDesk;
  cards: ReturnType<typeof createCards>;
  ready: Promise<void>;
}

/** Plays a story to its good end; throws what does not hold. */
export async function playStory(steps: readonly Step[], separate: boolean): Promise<NoteWorld> {
  const world = createNoteWorld();
  world.up.separate = separate;
  const errors: unknown[] = [];
  let life: Life | undefined;
  let words = 0;
  /** What stands in the editor of each call. */
  const editor = new Map<string, string>();
  /** What may be in the draft now: the text that is known to be kept, and those meant to be since. */
  const owed = new Map<string, KeptWord[]>();
  const sends: SentWord[] = [];
  const targets = new Map<string, NoteTarget>();
  const internals = new Map<string, boolean>();

  function start(): Life {
    const deps = {
      storage: world.storage,
      now: world.now,
      onDamaged: (key: string) => errors.push(key),
    };
    const items = createItems(deps, { call: agentCallSchema, settings: settingsChangeSchema });
    const cards = createCards({
      live: items.live,
      now: world.now,
      noteOf: (id) => desk.notes.noteOf(id),
    });
    const account = { client: world.zammad, url: 'https://z.example', userId: 4, name: 'A' };
    const desk: NotesDesk = createNotesDesk({
      ...world.timers,
      items,
      cards,
      accounts: { zammad: () => account as never, relay: () => world.relay as never },
      settings: () => DEFAULT_SETTINGS,
      locale: () => 'en',
      newId: () => crypto.randomUUID(),
      onGroup() {},
      onError: (error) => void errors.push(error),
      random: () => 0.5,
    });
    const ready = (async () => {
      await desk.load();
      await cards.load();
      desk.reconcile();
      for (const id of CALLS) cards.receive(worldCall(id), { lead: true });
      void desk.wake();
    })();
    return { desk, cards, ready };
  }
  const alive = () => (life ??= start());

  /** A request of a page: whoever is stopped never answers it. */
  function page<T>(run: (life: Life) => Promise<T>, answered: (value: T) => void): void {
    const mine = alive();
    void mine.ready
      .then(() => run(mine))
      .then((value) => {
        if (life === mine) answered(value);
      });
  }

  /** @returns to be called when the page is told that it is kept */
  function owing(callId: string, text: string): (answer: { ok: boolean }) => void {
    const mine = { text, kept: false };
    owed.set(callId, [...(owed.get(callId) ?? []), mine]);
    return ({ ok }) => {
      const since = owed.get(callId) ?? [];
      if (!ok || !since.includes(mine)) return;
      mine.kept = true;
      owed.set(callId, since.slice(since.indexOf(mine)));
    };
  }

  function keep(callId: string, text: string): void {
    const kept = owing(callId, text);
    const input = {
      callId,
      text,
      internal: internals.get(callId) ?? true,
      target: targets.get(callId),
    };
    page(({ desk }) => desk.notes.draft(input), kept);
  }

  function handOver(note: SentWord): void {
    const { callId, text, target, tags, followUpAt, minutes, internal } = note;
    const extras = { tags, minutes, ...(followUpAt === undefined ? {} : { followUpAt }) };
    page(
      ({ desk }) => desk.notes.send({ callId, text, internal, target, ...extras }),
      ({ ok }) => {
        if (!ok) return;
        note.told = true;
        if (editor.get(callId) === text) editor.set(callId, '');
      },
    );
  }

  const word = () => `<${String(words++).padStart(3, '0')}>`;

  const actions: Record<Step['op'], (a: number, b: number) => Promise<void> | void> = {
    type(a, b) {
      const callId = CALLS[a % 2]!;
      const before = editor.get(callId) ?? '';
      // What is being handed over is not written on.
      if (sends.some((note) => note.text === before)) return;
      const text = b % 3 === 0 ? word() : `${before} ${word()}`.trim();
      editor.set(callId, text);
      keep(callId, text);
    },
    send(a, b) {
      const callId = CALLS[a % 2]!;
      const open = sends.findLast((note) => note.callId === callId && !note.told);
      // Not told how it went, the agent presses the button again.
      if (open && editor.get(callId) === open.text) return handOver(open);
      const text = editor.get(callId) || word();
      if (sends.some((note) => note.text === text)) return;
      editor.set(callId, text);
      const target: NoteTarget =
        b % 3 === 0
          ? { kind: 'new', title: 'T', groupId: 1 }
          : { kind: 'ticket', ticketId: b % 3 === 1 ? 2 : 4 };
      const note = {
        callId,
        text,
        target,
        tags: b % 2 ? [`t${b % 5}`] : [],
        followUpAt: b % 5 === 0 ? 1_800_000_000_000 + b : undefined,
        minutes: b % 4,
        internal: b % 7 !== 0,
        told: false,
      };
      sends.push(note);
      handOver(note);
    },
    /** Zammad said no; the agent tries the very same once more. */
    async 'send refused'(a) {
      const status = () => alive().cards.get(CALLS[a % 2]!)?.view.note.status;
      for (let n = 0; n < 30 && status() !== 'refused'; n++) await world.progress(0, 'fine', 0);
      const note = alive().cards.get(CALLS[a % 2]!)?.view.note;
      const same = sends.find(({ text }) => text === note?.text);
      if (note?.status !== 'refused' || !same || !note.target) return;
      same.told = false;
      handOver(same);
    },
    'late pause'(a) {
      const last = sends.findLast(({ callId }) => callId === CALLS[a % 2]);
      if (!last?.told || last.closed || editor.get(last.callId)) return;
      const { callId, text, internal, target } = last;
      page(
        ({ desk }) => desk.notes.draft({ callId, text, internal, target }),
        () => {},
      );
    },
    park(a) {
      const callId = CALLS[a % 2]!;
      const text = editor.get(callId);
      if (!text || sends.some((note) => note.text === text)) return;
      const kept = owing(callId, text);
      const target = { kind: 'later' } as const;
      page(({ desk }) => desk.notes.send({ callId, text, internal: true, target }), kept);
    },
    retarget(a, b) {
      const callId = CALLS[a % 2]!;
      targets.set(callId, { kind: 'ticket', ticketId: b % 2 ? 2 : 4 });
      internals.set(callId, b % 3 !== 0);
      const text = editor.get(callId);
      if (text) keep(callId, text);
    },
    edit(a) {
      const callId = CALLS[a % 2]!;
      const note = alive().cards.get(callId)?.view.note;
      const old = sends.find((each) => each.text === note?.text && !each.replacedBy);
      if (note?.status !== 'sent' || !old || editor.get(callId)) return;
      const text = word();
      const changed = { ...old, text, told: false };
      page(
        ({ desk }) => {
          // Only what this life sees as sent can be changed.
          const now = alive().cards.get(callId)?.view.note;
          if (now?.status !== 'sent' || now.text !== old.text || !old.internal)
            return Promise.resolve({ ok: false });
          old.replacedBy = text;
          sends.push(changed);
          return desk.edit({ callId, text });
        },
        ({ ok }) => {
          if (ok) changed.told = true;
        },
      );
    },
    discard(a) {
      const callId = CALLS[a % 2]!;
      page(
        ({ desk }) => {
          // From here on nothing that was typed is owed.
          owed.set(callId, []);
          editor.set(callId, '');
          for (const note of sends.filter((each) => each.callId === callId)) note.dropped = true;
          return desk.notes.discard(callId);
        },
        () => {},
      );
    },
    progress: (a) => world.progress(a, 'fine', 0),
    async some(a) {
      for (let n = 0; n < a % 40; n++) await world.progress(0, 'fine', 0);
    },
    async few(a) {
      for (let n = 0; n < a % 7; n++) await world.progress(0, 'fine', 0);
    },
    /** The moments that matter: what is written into Zammad or told to the relay ends like this. */
    async 'fate of a write'(a, b) {
      for (let n = 0; n < 60; n++) {
        const at = world.pending.findIndex(({ name }) =>
          /^(?:create|delete|add|set|put)/.test(name),
        );
        if (at >= 0) return world.end(at, FATES[b % FATES.length]!, (a * 7 + b) % 1_000);
        await world.progress(0, 'fine', 0);
      }
    },
    async refuse(a) {
      for (let n = 0; n < 60; n++) {
        const at = world.pending.findIndex(({ name }) => name.startsWith('create'));
        if (at >= 0) return world.end(at, '422', a);
        await world.progress(0, 'fine', 0);
      }
    },
    fate: (a, b) => world.progress(a, FATES[b % FATES.length]!, (a * 7 + b) % 1_000),
    kill(a) {
      world.kill(a, false);
      life = undefined;
    },
    'kill browser'(a) {
      world.kill(a, true);
      life = undefined;
      editor.clear();
      // With the browser went the pages that could have been late.
      for (const note of sends) note.closed = true;
    },
    pass: (a) => world.pass([100, 1_000, 2_000, 9_000, 26_000, 61_000][a % 6]!, false),
    sleep: (a) => world.pass([60_000, 3_600_000, 86_000_000][a % 3]!, true),
    clock: (a) => world.setClock([-3_600_000, -400_000_000, -30_000, 3_600_000][a % 4]!),
    zammad(a) {
      world.up.zammad = a % 3 !== 0;
      if (a % 5 === 0) world.up.deletable = !world.up.deletable;
      if (a % 7 === 0) world.up.timeAccounting = !world.up.timeAccounting;
    },
    relay: (a) => void (world.up.relay = a % 2 !== 0),
    wake: () => void alive(),
    connect() {
      const mine = alive();
      void mine.ready.then(() => mine.desk.connected());
    },
    'other browser'(a) {
      const callId = CALLS[a % 2]!;
      const before = world.relayDrafts.get(callId);
      const text = a % 3 === 0 || !before ? word() : `${before.text} ${word()}`;
      // The relay takes nothing that is older than what it has.
      const keptAt = Math.max(world.time(), (before?.keptAt ?? 0) + 1);
      world.relayDrafts.set(callId, { text, internal: true, keptAt });
    },
  };

  for (const { op, a, b } of steps) {
    await actions[op](a, b);
    await world.settle();
  }
  const { cards, desk } = await goodEnd();
  const wrong = verdict({ world, cards, desk, errors, sends, owed });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return world;

  /** All is up again, and there is time. Whoever was not told presses the button once more. */
  async function goodEnd(): Promise<Life> {
    world.up.zammad = true;
    world.up.relay = true;
    const mine = alive();
    await calmly(mine.ready);
    for (let round = 0; round < 40; round++) {
      await world.pass(100_000, false);
      await world.calm();
      await calmly(mine.desk.connected());
      const left = mine.desk.outbox.entries().length + world.lateLeft() + world.pending.length;
      if (left === 0 && round > 3) break;
    }
    await calmly(mine.desk.connected());
    await world.pass(2_000, false);
    await world.calm();
    return mine;
  }
  async function calmly(work: Promise<unknown>): Promise<void> {
    let done = false;
    void work.finally(() => (done = true));
    for (let round = 0; !done && round < 300; round++) {
      await world.calm();
      if (!done) await world.pass(1_000, false);
    }
    if (!done) throw new Error('it never ends');
  }
}
