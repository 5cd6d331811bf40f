import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import { ALICE, type Bench, BOB, startBench, temporaryFile } from './testing/bench.ts';
import { answered, ended, ringing, ringingAt } from './testing/calls.ts';
import { type CallFrame, type Client, connect } from './testing/client.ts';
import { createMemoryChanges } from './testing/memory-changes.ts';

/** What a browser does: keeps the newest version of each call and the cursor of the last frame. */
function createBrowser(url: string, token: string) {
  const calls = new Map<string, number>();
  const positions: number[] = [];
  const seen = new Set<string>();
  const doubled: string[] = [];
  let cursor: string | undefined;
  let client: Client | undefined;
  let taken = 0;

  function take(): void {
    for (const frame of client?.frames.slice(taken) ?? []) {
      taken += 1;
      if (frame.type === 'welcome') cursor = frame.cursor;
      if (frame.type !== 'call') continue;
      cursor = frame.cursor;
      positions.push(Number.parseInt(frame.cursor.split('.')[1] ?? '', 36));
      const { id, version, state } = (frame as CallFrame).call;
      const key = `${id} ${version}`;
      if (seen.has(key) && state !== 'ringing') doubled.push(key);
      seen.add(key);
      calls.set(id, Math.max(version, calls.get(id) ?? 0));
    }
  }
  return {
    calls,
    positions,
    doubled,
    take,
    get client() {
      return client;
    },
    connect() {
      taken = 0;
      client = connect(url, { token, ...(cursor !== undefined && { cursor }) });
      return client.next('welcome');
    },
    /** Cuts the line at once; what was on the way is lost. */
    cut() {
      take();
      client?.socket.terminate();
      return client?.closed;
    },
  };
}

describe('HB5: resume without gap or doubling, in order', () => {
  it('at random points, while calls go on (seeded)', async () => {
    const bench = await startBench({
      agents: [ALICE],
      // Small pages, so that a replay takes many turns.
      changes: ({ db }) => createMemoryChanges(db, {}, 2),
    });
    const token = await bench.pair(ALICE);
    // Her other device: taking it up moves the lead, which shows ringing calls again.
    const other = connect(bench.url, { token: await bench.pair(ALICE, 'other') });
    await other.next('welcome');
    let run = 0;
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(
              {
                weight: 5,
                arbitrary: fc.nat(4).map((call) => ({ kind: 'change' as const, call })),
              },
              { weight: 1, arbitrary: fc.constant({ kind: 'cut' as const }) },
              { weight: 1, arbitrary: fc.constant({ kind: 'back' as const }) },
              { weight: 1, arbitrary: fc.boolean().map((on) => ({ kind: 'lead' as const, on })) },
              { weight: 2, arbitrary: fc.constant({ kind: 'turn' as const }) },
            ),
            { minLength: 5, maxLength: 60 },
          ),
          async (steps) => {
            run += 1;
            const browser = createBrowser(bench.url, token);
            await browser.connect();
            const state = new Map<string, Call>();
            const changes: Promise<unknown>[] = [];
            let online = true;
            for (const step of steps) {
              if (step.kind === 'change') {
                const id = `run${run}-${step.call}`;
                const before = state.get(id);
                const call = before
                  ? before.state === 'ringing'
                    ? answered(before, 'Alice Agent')
                    : { ...before, version: before.version + 1 }
                  : ringingAt(id, 'Alice Agent');
                state.set(id, call);
                changes.push(bench.changes.commit(call));
              } else if (step.kind === 'cut' && online) {
                online = false;
                await browser.cut();
              } else if (step.kind === 'back' && !online) {
                online = true;
                // Not awaited: changes go on while the replay runs.
                browser.connect().catch(() => {});
              } else if (step.kind === 'lead') {
                const phone = step.on ? 'on' : 'quiet';
                other.send({ type: 'presence', phone, activeAt: bench.clock.now() });
              } else await new Promise((resolve) => setImmediate(resolve));
            }
            await Promise.all(changes);
            if (!online) browser.connect().catch(() => {});
            const last = ringing(`run${run}-last`);
            await bench.changes.commit(last);
            await browser.client?.next('call', ({ call }) => call.id === last.id);
            browser.take();
            for (const [id, { version }] of state)
              expect(browser.calls.get(id)).toBe(version * 1000);
            // In order: the position never falls, within a connection and over resumes.
            const { positions } = browser;
            expect(positions).toEqual([...positions].sort((a, b) => a - b));
            // Once: only a call that rings is shown again, when the lead moves.
            expect(browser.doubled).toEqual([]);
            await browser.cut();
            for (const call of [...state.values(), last]) await bench.changes.commit(ended(call));
          },
        ),
        { numRuns: 60 },
      );
    } finally {
      await bench.close();
    }
  });

  it('after a restart of the relay over the same database', async () => {
    const { file, remove } = await temporaryFile();
    let bench = await startBench({ file, agents: [ALICE, BOB] });
    const token = await bench.pair(BOB);
    const first = connect(bench.url, { token });
    await first.next('welcome');
    // Rings for everyone, then is named for Alice alone: Bob saw it and must see its end.
    const call = ringing('c1');
    await bench.changes.commit(call);
    const { cursor } = await first.next('call');
    const named = { ...ringingAt('c1', 'Alice Agent'), version: 2 };
    await bench.changes.commit(named);
    await first.next('call', ({ call }) => call.version === 2000);
    const { epoch, log } = bench.changes as ReturnType<typeof createMemoryChanges>;
    await bench.close();
    expect((await first.next('bye')).reason).toBe('shutdown');

    bench = await startBench({
      file,
      changes: ({ db }) => createMemoryChanges(db, { epoch, log }),
    });
    await bench.changes.commit({ ...answered(named, 'Alice Agent'), version: 3 });
    const second = connect(bench.url, { token, cursor });
    const frame = await second.next('call');
    expect(frame.call).toMatchObject({ id: 'c1', state: 'talking', answeredBy: 'Alice Agent' });
    expect(second.frames.some(({ type }) => type === 'gap')).toBe(false);
    await bench.close();
    await remove();
  });
});

describe('HB6: an honest gap', () => {
  async function gapFor(bench: Bench, token: string, cursor: string): Promise<Client> {
    const client = connect(bench.url, { token, cursor });
    await client.next('gap');
    return client;
  }
  it('for unknown, purged, future and foreign cursors; open calls come all the same', async () => {
    const bench = await startBench({ agents: [ALICE] });
    const token = await bench.pair(ALICE);
    await bench.changes.commit(ringing('old'));
    await bench.changes.commit(ended(ringing('old')));
    await bench.changes.commit(ringing('open'));
    const { epoch } = bench.changes;
    for (const cursor of ['', 'x', `${epoch}.`, `${epoch}.zzzz`, `other.1`, `${epoch}.-1`]) {
      const client = await gapFor(bench, token, cursor);
      await client.next('call', ({ call }) => call.id === 'open');
      expect(client.calls().map(({ call }) => call.id)).toEqual(['open']);
      await client.close();
    }
    bench.changes.setFloor(2);
    const client = await gapFor(bench, token, `${epoch}.1`);
    await bench.changes.commit(ringing('later'));
    await client.next('call', ({ call }) => call.id === 'later');
    await bench.close();
  });
  it('leaves out calls that ended more than a day ago', async () => {
    const bench = await startBench({ agents: [ALICE] });
    const token = await bench.pair(ALICE);
    const now = bench.clock.now();
    const day = 24 * 60 * 60_000;
    await bench.changes.commit(ended(ringing('stale', { startedAt: now - 2 * day })));
    await bench.changes.commit(ended(ringing('young', { startedAt: now - day / 2 })));
    await bench.changes.commit(ringing('open'));
    const client = connect(bench.url, { token, cursor: `${bench.changes.epoch}.0` });
    await client.next('call', ({ call }) => call.id === 'open');
    expect(client.calls().map(({ call }) => call.id)).toEqual(['young', 'open']);
    await bench.close();
  });
});

describe('HB7: a reader who is too slow', () => {
  it('is told bye slow, and has everything after coming back', async () => {
    const bench = await startBench({ agents: [ALICE], tuning: { maxQueuedFrames: 50 } });
    const token = await bench.pair(ALICE);
    const slow = connect(bench.url, { token });
    const { cursor } = await slow.next('welcome');
    slow.socket.pause();
    const slowed = async () =>
      /ended_total\{reason="slow"\} 1/.test(await bench.metrics.registry.metrics());
    // Frames of 10 kB, until the sockets' own buffers and then our queue are full.
    const names = Array.from({ length: 50 }, (_, n) => ({ name: `${n}`.padEnd(200, 'n') }));
    const ids: string[] = [];
    while (!(await slowed()) && ids.length < 20_000) {
      for (let n = 0; n < 20; n++) {
        ids.push(`c${ids.length}`);
        await bench.changes.commit(ringing(ids.at(-1) ?? '', { ringing: names }));
      }
      // The database answers without giving the sockets a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await bench.changes.commit(ringing('end'));
    slow.socket.resume();
    expect((await slow.next('bye')).reason).toBe('slow');
    expect(await slow.closed).toBe(1013);
    const last = slow.calls().at(-1)?.cursor ?? cursor;
    const again = connect(bench.url, { token, cursor: last });
    await again.next('call', ({ call }) => call.id === 'end');
    const seen = [...slow.calls(), ...again.calls()].map(({ call }) => call.id);
    expect(seen).toEqual([...ids, 'end']);
    await bench.close();
  });
});
