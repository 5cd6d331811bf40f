import { describe, expect, it } from 'vitest';
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import { createLog } from '../telemetry/log.ts';
import { type LinkContext, LinkError } from './dialect.ts';
import { type LinkStatus, startLink } from './link.ts';

type Session = (context: LinkContext) => Promise<void>;

const RING: PbxEvent = { source: 'main', kind: 'new', callId: 'a', at: 1 };

/** A link over a session of the test's making; each pause waits until the test lets it pass. */
function rig(
  session: Session,
  about: { record?: () => Promise<void>; open?: Partial<Call>[]; patienceMs?: number } = {},
) {
  const pauses: number[] = [];
  const statuses: LinkStatus[] = [];
  const recorded: PbxEvent[] = [];
  let pass: (() => void) | undefined;
  let paused: (() => void) | undefined;
  let now = 1_000;
  const link = startLink({
    source: 'main',
    session,
    async record(events) {
      await about.record?.();
      recorded.push(...events);
    },
    openCalls: () => Promise.resolve((about.open ?? []) as Call[]),
    log: createLog('silent'),
    clock: () => now++,
    random: () => 0.5,
    patienceMs: about.patienceMs ?? 20,
    onStatus: (status) => statuses.push(status),
    pause: (ms, signal) =>
      new Promise((resolve) => {
        pauses.push(ms);
        pass = resolve;
        signal.addEventListener('abort', () => resolve());
        paused?.();
      }),
  });
  return {
    link,
    pauses,
    statuses,
    recorded,
    /** Waits for the pause after the n-th session, and ends it. */
    async next(): Promise<void> {
      if (!pass) await new Promise<void>((resolve) => (paused = resolve));
      const go = pass;
      pass = undefined;
      go?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
    paused: () => (pass ? Promise.resolve() : new Promise<void>((resolve) => (paused = resolve))),
  };
}

/** Ends when told so, as every session must. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

describe('comes back', () => {
  it('with growing pauses up to a minute, and at once again after it was up', async () => {
    let turn = 0;
    const { link, pauses, next } = rig(async ({ ready }) => {
      turn += 1;
      if (turn === 9) await ready();
      throw new LinkError('no');
    });
    for (let count = 0; count < 10; count++) await next();
    await link.stop();
    expect(pauses.slice(0, 10)).toEqual([
      2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 1_000, 2_000,
    ]);
  });

  it('waits long after a refusal, and says what was refused', async () => {
    const { link, pauses, paused } = rig(() => {
      throw new LinkError('wrong password', true);
    });
    await paused();
    expect(pauses).toEqual([60_000]);
    expect(link.status()).toMatchObject({ state: 'down', reason: 'wrong password' });
    expect(link.status().nextAt).toBeGreaterThan(60_000);
    await link.stop();
  });

  it('after the other side closed in peace', async () => {
    const { link, pauses, paused } = rig(async ({ ready }) => ready());
    await paused();
    expect(pauses).toEqual([1_000]);
    expect(link.status().reason).toBe('the telephone system closed the connection');
    await link.stop();
  });

  it.each([
    ['an error', new TypeError('secret 0301234')],
    ['nothing', undefined],
    ['a text', 'secret 0301234'],
    ['an object', { toString: null }],
  ])('when the session throws %s, without telling what', async (_what, thrown) => {
    const { link, paused, next, pauses } = rig(() => {
      throw thrown;
    });
    await paused();
    expect(link.status()).toMatchObject({ state: 'down', reason: expect.any(String) });
    expect(link.status().reason).not.toContain('secret');
    await next();
    expect(pauses.length).toBeGreaterThan(1);
    await link.stop();
  });
});

describe('status', () => {
  it('connecting, up, down with the reason, stopped; since when it is so', async () => {
    let end: () => void = () => undefined;
    const { link, statuses, paused, next } = rig(async ({ ready, signal }) => {
      await ready();
      await Promise.race([untilAborted(signal), new Promise<void>((resolve) => (end = resolve))]);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(link.status().state).toBe('up');
    end();
    await paused();
    await next();
    expect(link.status().state).toBe('up');
    await link.stop();
    expect(statuses.map(({ state }) => state)).toEqual([
      'connecting',
      'up',
      'down',
      'connecting',
      'up',
      'down',
    ]);
    expect(statuses.at(-1)).toMatchObject({ state: 'down', reason: 'stopped' });
    const since = statuses.map(({ sinceAt }) => sinceAt);
    expect(since).toEqual(since.toSorted((a, b) => a - b));
  });
});

describe('stops', () => {
  it('while connecting', async () => {
    const { link } = rig(({ signal }) => untilAborted(signal));
    await link.stop();
    expect(link.status()).toMatchObject({ state: 'down', reason: 'stopped' });
  });

  it('in the pause, without another session', async () => {
    let sessions = 0;
    const { link, paused } = rig(() => {
      sessions += 1;
      throw new LinkError('no');
    });
    await paused();
    await link.stop();
    expect(sessions).toBe(1);
  });

  it('a session that does not listen is left behind, and is not heard any more', async () => {
    let context: LinkContext | undefined;
    const { link, recorded } = rig((given) => {
      context = given;
      return new Promise(() => undefined);
    });
    await link.stop();
    await expect(context?.emit([RING], '')).rejects.toThrow('over');
    await expect(context?.ready(['a'])).rejects.toThrow('over');
    expect(recorded).toEqual([]);
  });

  it('waits for what is being stored', async () => {
    let store: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (store = resolve));
    const { link, recorded } = rig(
      async ({ emit, signal }) => {
        void emit([RING], '');
        await untilAborted(signal);
      },
      { record: () => slow },
    );
    await new Promise((resolve) => setImmediate(resolve));
    const stopped = link.stop();
    let done = false;
    void stopped.then(() => (done = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toBe(false);
    store();
    await stopped;
    expect(recorded).toEqual([RING]);
  });

  it('twice', async () => {
    const { link } = rig(({ signal }) => untilAborted(signal));
    await Promise.all([link.stop(), link.stop()]);
    await link.stop();
    expect(link.status().state).toBe('down');
  });
});

describe('calls that ended unheard', () => {
  const open = [{ nativeId: 'a' }, { nativeId: 'b' }];
  it('are closed as guessed when the snapshot does not name them', async () => {
    const { link, recorded, paused } = rig(async ({ ready }) => ready(['b', 'c']), { open });
    await paused();
    expect(recorded).toEqual([
      {
        source: 'main',
        kind: 'hangup',
        callId: 'a',
        at: expect.any(Number),
        end: { guessed: true },
      },
    ]);
    await link.stop();
  });
  it('stay without a snapshot', async () => {
    const { link, recorded, paused } = rig(async ({ ready }) => ready(), { open });
    await paused();
    expect(recorded).toEqual([]);
    await link.stop();
  });
  it('are all closed by an empty snapshot', async () => {
    const { link, recorded, paused } = rig(async ({ ready }) => ready([]), { open });
    await paused();
    expect(recorded.map(({ callId }) => callId)).toEqual(['a', 'b']);
    await link.stop();
  });
});

describe('what cannot be stored', () => {
  const full = () => Promise.reject(new Error('database or disk is full'));

  it('ends the session, says so, and comes back with growing pauses', async () => {
    const { link, pauses, next, paused } = rig(
      async ({ emit, ready, signal }) => {
        await ready();
        // A dialect that forgets to look whether it was stored.
        void emit([RING], '');
        await untilAborted(signal);
      },
      { record: full },
    );
    await paused();
    expect(link.status()).toMatchObject({
      state: 'down',
      reason: 'what was heard could not be stored',
    });
    await next();
    await paused();
    await link.stop();
    expect(pauses).toEqual([2_000, 4_000]);
  });

  it('is the reason too when the session ends with an error of its own', async () => {
    const { link, paused } = rig(
      async ({ emit }) => {
        await emit([RING], '').catch(() => undefined);
        throw new LinkError('wrong password', true);
      },
      { record: full },
    );
    await paused();
    expect(link.status().reason).toBe('what was heard could not be stored');
    await link.stop();
  });

  it('a snapshot that cannot be compared is no reason to stop trying', async () => {
    const { link, paused } = rig(async ({ ready }) => ready([]), {
      open: [{ nativeId: 'a' }],
      record: full,
    });
    await paused();
    expect(link.status().state).toBe('down');
    await link.stop();
  });
});
