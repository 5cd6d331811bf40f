import { describe, expect, it } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardTicket } from '../../lib/core/card.ts';
import { DEFAULT_SETTINGS, type OpenWhat, type Settings } from '../../lib/core/settings.ts';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { liveItem } from '../../lib/storage/live.ts';
import { createMemoryStorage } from '../../lib/storage/memory-storage.ts';
import { createStored } from '../../lib/storage/stored.ts';
import { createManualTimers } from '../../tests/background/manual-timers.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';
import { createCards } from './cards.ts';
import { createOpening, KNOWN_WITHIN_MS, OFFER_MS } from './opening.ts';

const all = (what: OpenWhat) => ({ none: what, one: what, several: what });
const rules = (answer: OpenWhat, ring: OpenWhat = 'nothing'): Settings['rules'] => ({
  in: { ring: all(ring), answer: all(answer), click: all('nothing') },
  out: { ring: all('nothing'), answer: all('nothing'), click: all('nothing') },
});
const START = sampleCall().startedAt;

function setup(about: { rules: Settings['rules']; answer?: string; zammad?: boolean }) {
  const time = createManualTimers(START);
  const stored = { storage: createMemoryStorage(), now: time.now, onDamaged() {} };
  const cards = createCards({
    live: createStored(stored, liveItem(agentCallSchema)),
    now: time.now,
    noteOf: () => undefined,
  });
  const settings = { ...DEFAULT_SETTINGS, rules: about.rules };
  const did: string[] = [];
  const facts = { quiet: false, answer: about.answer ?? 'ok' };
  const opening = createOpening({
    ...time,
    cards,
    settings: () => settings,
    relayNow: time.now,
    isQuiet: () => facts.quiet,
    zammadOpens: async () => about.zammad ?? false,
    byRule: async (callId, what) => {
      did.push(`${callId} ${what}`);
      return facts.answer === 'ok'
        ? { ok: true, value: { where: 'same-tab' } }
        : { ok: false, code: facts.answer };
    },
    onError: (error) => void did.push(String(error)),
  });
  cards.onChange((record, before) => opening.follow(record, before));
  let version = 0;
  return {
    ...time,
    cards,
    did,
    facts,
    settings,
    offer: (id = 'c1') => cards.get(id)?.view.offer,
    async frame(more: Partial<AgentCall> = {}, lead = true): Promise<void> {
      const call = sampleCall({ remote: { ...sampleCall().remote, matches: [IDA] }, ...more });
      cards.receive({ ...call, version: ++version }, { lead });
      await settled();
    },
    async knows(tickets: CardTicket[] = []): Promise<void> {
      cards.change('c1', (view) => ({ ...view, tickets }));
      await settled();
    },
  };
}
/** Lets everything that waits for nothing but promises run. */
const settled = () => new Promise((done) => setImmediate(done));
const talking = (at = START) => ({ state: 'talking', mine: true, answeredAt: at }) as const;
const unknown = { remote: { ...sampleCall().remote, matches: [] } };

describe('opens', () => {
  it('on answer, once it is known who it is and what they have', async () => {
    const at = setup({ rules: rules('recent') });
    await at.frame();
    await at.frame(talking());
    expect(at.did).toEqual([]);
    await at.knows();
    expect(at.did).toEqual(['c1 recent']);
  });
  it('does not wait longer than a moment: without tickets it goes to the person', async () => {
    const at = setup({ rules: rules('recent') });
    await at.frame(talking());
    at.pass(KNOWN_WITHIN_MS);
    await settled();
    expect(at.did).toEqual(['c1 recent']);
  });
  it('on ring, when the rule says so, and then on answer something else', async () => {
    const at = setup({ rules: rules('new-ticket', 'profile') });
    await at.frame();
    await at.knows();
    await at.frame(talking());
    expect(at.did).toEqual(['c1 profile', 'c1 new-ticket']);
  });
  it('the same for ring and answer only once', async () => {
    const at = setup({ rules: rules('new-ticket', 'new-ticket') });
    await at.frame();
    await at.frame(talking());
    expect(at.did).toEqual(['c1 new-ticket']);
  });
  it('nothing again for repeated, older and returning frames', async () => {
    const at = setup({ rules: rules('new-ticket') });
    await at.frame();
    await at.frame(talking());
    await at.frame(talking());
    await at.frame({ state: 'ended', mine: true, transferredTo: { agent: 'Bob' } });
    await at.frame({ ...talking(), transferredFrom: { agent: 'Bob', talkedMs: 1 } });
    expect(at.did).toEqual(['c1 new-ticket']);
  });
  it('once more for a call that a colleague hands over, not for one that comes back by a new id', async () => {
    const at = setup({ rules: rules('new-ticket') });
    await at.frame({ ...talking(), transferredFrom: { agent: 'Bob', talkedMs: 1 } });
    expect(at.did).toEqual(['c1 new-ticket']);
    await at.frame({ ...talking(), id: 'c2', transferredFrom: { agent: 'Bob', talkedMs: 1 } });
    expect(at.did).toEqual(['c1 new-ticket']);
    at.pass(2 * 3_600_000);
    await at.frame({ state: 'ended', mine: true, answeredAt: START, endedAt: START + 1 });
    await at.frame({ state: 'ended', id: 'c2', mine: true, answeredAt: START, endedAt: START });
    const later = talking(at.now());
    await at.frame({ ...later, id: 'c3', transferredFrom: { agent: 'Bob', talkedMs: 1 } });
    expect(at.did).toEqual(['c1 new-ticket', 'c3 new-ticket']);
  });
});

describe('nothing', () => {
  it.each<[string, (at: ReturnType<typeof setup>) => Promise<void>]>([
    ['quiet', async (at) => ((at.facts.quiet = true), at.frame(talking()))],
    ['another device leads', (at) => at.frame(talking(), false)],
    ['a colleague answered', (at) => at.frame({ state: 'talking', answeredBy: 'Bob' })],
    ['an internal call', (at) => at.frame({ ...talking(), direction: 'internal' })],
    ['a call entered by hand', (at) => at.frame({ ...talking(), manual: true })],
    [
      'replayed late',
      async (at) => {
        at.pass(16_000);
        await at.frame(talking());
      },
    ],
    [
      'put away',
      async (at) => {
        await at.frame();
        at.cards.change('c1', (view) => ({ ...view, dismissed: true }));
        await at.frame(talking());
      },
    ],
    [
      'opened by hand while it rang',
      async (at) => {
        await at.frame();
        at.cards.opened('c1', 'hand');
        await at.frame(talking());
      },
    ],
  ])('%s', async (_why, play) => {
    const at = setup({ rules: rules('new-ticket') });
    await play(at);
    at.pass(5_000);
    await settled();
    expect(at.did).toEqual([]);
    expect(at.offer()).toBeUndefined();
  });
  it('where Zammad opens by itself on answer', async () => {
    const at = setup({ rules: rules('new-ticket'), zammad: true });
    await at.frame(talking());
    expect(at.did).toEqual([]);
  });
  it('that hung up before it was known who it was', async () => {
    const at = setup({ rules: rules('recent') });
    await at.frame(talking());
    await at.frame({ state: 'ended', mine: true });
    await at.knows();
    expect(at.did).toEqual([]);
  });
  it('that was answered before the opening on ring was ready: the answer has its own rule', async () => {
    const at = setup({ rules: rules('nothing', 'profile') });
    await at.frame();
    await at.frame(talking());
    await at.knows();
    at.pass(20_000);
    await settled();
    expect(at.did).toEqual([]);
  });
});

describe('busy', () => {
  it.each(['open/busy', 'open/no-page', 'open/elsewhere', 'open/not-ready'])(
    '%s: an offer, for a minute; it never opens by itself later',
    async (answer) => {
      const at = setup({ rules: rules('new-ticket'), answer });
      await at.frame(talking());
      expect(at.offer()).toEqual({ what: 'new-ticket', until: START + OFFER_MS });
      at.facts.answer = 'ok';
      at.pass(OFFER_MS - 1);
      at.cards.tick();
      expect(at.offer()).toBeDefined();
      at.pass(1);
      at.cards.tick();
      expect(at.offer()).toBeUndefined();
      expect(at.did).toEqual(['c1 new-ticket']);
    },
  );
  it('a failure of Zammad offers nothing', async () => {
    const at = setup({ rules: rules('new-ticket'), answer: 'zammad/unreachable' });
    await at.frame(talking());
    expect(at.offer()).toBeUndefined();
  });
  it('known too late: nobody is moved any more, only offered', async () => {
    const at = setup({ rules: rules('new-ticket') });
    await at.frame({ ...talking(), ...unknown });
    at.pass(KNOWN_WITHIN_MS);
    await settled();
    at.cards.change('c1', (view) => ({ ...view, identity: 'unknown' }));
    await settled();
    expect(at.did).toEqual([]);
    expect(at.offer()?.what).toBe('new-ticket');
  });
  it('never known: nothing, and nobody waits any more', async () => {
    const at = setup({ rules: rules('new-ticket') });
    await at.frame({ ...talking(), ...unknown });
    at.pass(KNOWN_WITHIN_MS);
    await settled();
    at.pass(60_000);
    await settled();
    expect([at.did, at.offer(), at.pending()]).toEqual([[], undefined, 0]);
  });
});
