import { describe, expect, it } from 'vitest';
import type { Draft } from '../../lib/protocol/workspace.ts';
import { RelayError, type RelayCode } from '../../lib/relay-client/relay-error.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { draftsItem } from '../../lib/storage/notes.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { createDraftMirror, MIRROR_MS } from './draft-mirror.ts';
import { createNoteDrafts, TYPING_MS } from './note-drafts.ts';

const settle = () => new Promise<void>((done) => setImmediate(done));

function relayOf() {
  const drafts = new Map<string, Draft>();
  const puts: string[] = [];
  const state: { fails: RelayCode | undefined } = { fails: undefined };
  const refuse = () => {
    if (state.fails) throw new RelayError(state.fails);
  };
  return {
    state,
    drafts,
    puts,
    http: {
      async putDraft(callId: string, draft: Draft) {
        puts.push(`${callId} ${draft.text}`);
        refuse();
        if (draft.text === '') drafts.delete(callId);
        else drafts.set(callId, draft);
      },
      async drafts() {
        refuse();
        return { items: [...drafts].map(([callId, draft]) => ({ callId, draft })) };
      },
    },
  };
}

async function browser(relay: ReturnType<typeof relayOf>, storage = createMemoryStorage()) {
  const timers = createManualTimers();
  const drafts = createNoteDrafts({
    drafts: createStored({ storage, now: timers.now, onDamaged() {} }, draftsItem),
    now: timers.now,
  });
  await drafts.load();
  const state = { paired: true, userId: 4, onTheWay: '' };
  const adopted: string[] = [];
  const mirror = createDraftMirror({
    ...timers,
    drafts,
    relay: () => (state.paired ? (relay.http as never) : undefined),
    userId: () => state.userId,
    onAdopted: (callId) => void adopted.push(callId),
    isHandedOver: (_callId, text) => text === state.onTheWay,
    onError(error) {
      throw error;
    },
    random: () => 0,
  });
  return {
    timers,
    drafts,
    mirror,
    state,
    adopted,
    storage,
    async type(text: string, callId = 'c1') {
      await drafts.keep(callId, { text, internal: true, userId: 4 });
      mirror.touch();
    },
    async pause(ms = MIRROR_MS) {
      timers.pass(ms);
      await settle();
    },
    text: (callId = 'c1') => drafts.get(callId)?.text,
  };
}

describe('copies at the relay', () => {
  it('many pauses are one message, and it says all', async () => {
    const relay = relayOf();
    const { type, pause } = await browser(relay);
    await type('a');
    await type('ab');
    await type('abc');
    expect(relay.puts).toEqual([]);
    await pause();
    expect(relay.puts).toEqual(['c1 abc']);
    await pause(60_000);
    expect(relay.puts).toHaveLength(1);
  });
  it('somebody who never pauses is told of all the same', async () => {
    const relay = relayOf();
    const { type, pause } = await browser(relay);
    for (let word = 0; word < 10; word++) {
      await type(`${word}`);
      await pause(MIRROR_MS / 2);
    }
    expect(relay.puts.length).toBeGreaterThanOrEqual(4);
  });
  it('the relay is down: tried again, less and less often, until it is there', async () => {
    const relay = relayOf();
    const { type, pause } = await browser(relay);
    relay.state.fails = 'relay/unreachable';
    await type('a');
    for (let tries = 0; tries < 100; tries++) await pause(1_000);
    const tried = relay.puts.length;
    expect(tried).toBeGreaterThan(3);
    expect(tried).toBeLessThan(15);
    relay.state.fails = undefined;
    await pause(30_000);
    expect(relay.drafts.get('c1')?.text).toBe('a');
  });
  it('stopped before it was told: the next one tells', async () => {
    const relay = relayOf();
    const first = await browser(relay);
    await first.type('a');
    const second = await browser(relay, first.storage);
    await second.mirror.flush();
    expect(relay.drafts.get('c1')?.text).toBe('a');
    await second.mirror.flush();
    expect(relay.puts).toHaveLength(1);
  });
  it('what is gone is taken away there, too', async () => {
    const relay = relayOf();
    const { type, pause, drafts, mirror } = await browser(relay);
    await type('a');
    await pause();
    await drafts.discard('c1');
    mirror.touch();
    await pause();
    expect(relay.drafts.size).toBe(0);
  });
  it.each(['relay/not-found', 'relay/refused', 'relay/forbidden'] as const)(
    '%s: not asked again for this text, and the others are told',
    async (code) => {
      const relay = relayOf();
      const { type, pause } = await browser(relay);
      relay.state.fails = code;
      await type('a');
      await type('b', 'c2');
      await pause();
      await pause(300_000);
      expect(relay.puts).toEqual(['c1 a', 'c2 b']);
    },
  );
  it('a device that was shut out does not knock', async () => {
    const relay = relayOf();
    const { type, pause } = await browser(relay);
    relay.state.fails = 'relay/unauthorised';
    await type('a');
    for (let tries = 0; tries < 50; tries++) await pause(10_000);
    expect(relay.puts).toHaveLength(1);
  });
  it('another agent’s text is not told as ours; without a relay nothing is', async () => {
    const relay = relayOf();
    const { type, state, mirror } = await browser(relay);
    await type('a');
    state.userId = 5;
    await mirror.flush();
    state.userId = 4;
    state.paired = false;
    await mirror.connected();
    expect(relay.puts).toEqual([]);
  });
});

describe('what was kept in another browser', () => {
  it('is here after the connection, and goes on there', async () => {
    const relay = relayOf();
    const [one, two] = [await browser(relay), await browser(relay)];
    await one.type('Rope');
    await one.pause();
    await two.mirror.connected();
    expect([two.text(), two.adopted]).toEqual(['Rope', ['c1']]);
    two.timers.pass(5_000);
    await two.type('Rope torn');
    await two.pause();
    await one.pause(TYPING_MS);
    await one.mirror.connected();
    expect(one.text()).toBe('Rope torn');
    expect(relay.drafts.get('c1')?.text).toBe('Rope torn');
  });
  it('both typed apart: both texts are in both browsers in the end', async () => {
    const relay = relayOf();
    const [one, two] = [await browser(relay), await browser(relay)];
    await one.type('From the office');
    two.timers.pass(10);
    await two.type('From home');
    await one.mirror.connected();
    for (const each of [one, two, one, two]) {
      await each.pause(TYPING_MS);
      await each.mirror.connected();
    }
    for (const each of [one, two]) {
      expect(each.text()).toContain('From the office');
      expect(each.text()).toContain('From home');
    }
    expect(one.text()).toBe(two.text());
    const puts = relay.puts.length;
    await one.mirror.connected();
    await two.mirror.connected();
    expect(relay.puts).toHaveLength(puts);
  });
  it('sent here, the copy there was late: it does not come back', async () => {
    const relay = relayOf();
    const { type, pause, drafts, mirror, text } = await browser(relay);
    await type('a');
    await pause();
    const late = relay.drafts.get('c1')!;
    await drafts.handedOver('c1', { text: 'a', internal: true });
    await mirror.flush();
    relay.drafts.set('c1', late);
    await mirror.connected();
    expect(text()).toBeUndefined();
    expect(relay.drafts.size).toBe(0);
  });
  it('on its way from here: not a draft again', async () => {
    const relay = relayOf();
    const { mirror, state, text } = await browser(relay);
    relay.drafts.set('c1', { text: 'a', internal: true, keptAt: 5 });
    state.onTheWay = 'a';
    await mirror.connected();
    expect(text()).toBeUndefined();
  });
  it('a target of a newer version is left out, a parked one stays parked', async () => {
    const relay = relayOf();
    const { mirror, drafts } = await browser(relay);
    const draft = { text: 'a', internal: true, keptAt: 5 };
    relay.drafts.set('c1', { ...draft, target: { kind: 'telepathy' } });
    relay.drafts.set('c2', { ...draft, target: { kind: 'later' } });
    await mirror.connected();
    expect(drafts.get('c1')).toMatchObject({ text: 'a' });
    expect(drafts.get('c1')?.target).toBeUndefined();
    expect(drafts.get('c2')).toMatchObject({ parked: true });
  });
});
