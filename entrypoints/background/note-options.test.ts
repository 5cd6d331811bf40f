import { describe, expect, it } from 'vitest';
import type { CardView } from '../../lib/core/card.ts';
import { DEFAULT_SETTINGS } from '../../lib/core/settings.ts';
import { GAP } from '../../lib/core/text-module.ts';
import { IDA, sampleCall } from '../../tests/background/sample-call.ts';
import { benchOfFile } from '../../tests/background/file-bench.ts';
import { EMPTY_NOTE, makeCard } from './card-make.ts';
import { createNoteModules } from './note-modules.ts';
import { createNoteOptions } from './note-options.ts';
import { createShortCache } from './short-cache.ts';

const bench = await benchOfFile();

const call = sampleCall({
  state: 'ended',
  mine: true,
  answeredAt: 1_795_258_000_000,
  endedAt: 1_795_258_130_000,
  remote: { ...sampleCall().remote, matches: [IDA] },
});
const viewOf = (more: Partial<CardView> = {}): CardView => ({
  ...makeCard(call, true, EMPTY_NOTE, 1).view,
  ...more,
});

function start(view: CardView | undefined = viewOf(), settings = {}) {
  const cards = { get: () => (view ? { view, since: 0, enriched: true } : undefined) };
  const cache = createShortCache(60_000, () => 1);
  const deps = { cards, accounts: bench.accounts, cache };
  const all = { ...DEFAULT_SETTINGS, ...settings };
  return {
    options: createNoteOptions({ ...deps, settings: () => all, locale: () => 'en' }),
    ...createNoteModules(deps),
  };
}
const accounting = (settings: object) =>
  fetch(`${bench.sandbox.url}/sandbox/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings }),
  });

describe('what a note can be given', () => {
  it('groups, priorities, minutes of the talk, title, outcomes', async () => {
    await accounting({ time_accounting: true });
    const answer = await start(viewOf(), {
      outcomes: ['reached'],
      roundMinutes: 5,
      ticketTitle: '{name}: {line}',
    }).options({ callId: 'c1' });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        owners: [],
        timeAccounting: true,
        minutes: 5,
        outcomes: ['reached'],
        title: 'Ida Plus: Support',
      },
    });
    if (!answer.ok) return;
    expect(answer.value.groups.length).toBeGreaterThan(0);
    expect(answer.value.priorities.filter(({ preset }) => preset)).toHaveLength(1);
  });
  it('owners of a group that is asked for; lists are asked once', async () => {
    const { options } = start();
    const answer = await options({ callId: 'c1', groupId: 1 });
    expect(answer.ok && answer.value.owners.map(({ name }) => name)).toContain('Alice Agent');
    const asked = (await bench.asked()).length;
    await options({ callId: 'c1', groupId: 1 });
    expect(await bench.asked()).toHaveLength(asked);
  });
  it.each([
    ['Zammad has it switched off', { time_accounting: false }, {}],
    ['the agent has', { time_accounting: true }, { timeAccounting: false }],
  ])('no minutes are offered when %s', async (_who, zammad, settings) => {
    await accounting(zammad);
    const answer = await start(viewOf(), settings).options({ callId: 'c1' });
    expect(answer).toMatchObject({ ok: true, value: { timeAccounting: false } });
  });
  it('a call that goes on, or that nobody answered, has no minutes yet', async () => {
    const going = viewOf({ call: { ...call, state: 'talking', endedAt: undefined } });
    const missed = viewOf({ call: { ...call, answeredAt: undefined, missed: true } });
    for (const view of [going, missed]) {
      const answer = await start(view).options({ callId: 'c1' });
      expect(answer.ok && 'minutes' in answer.value).toBe(false);
    }
  });
  it('failures are told apart', async () => {
    await bench.fault('down');
    const code = { ok: false, code: 'zammad/unreachable' };
    expect(await start().options({ callId: 'c1' })).toEqual(code);
    expect(await start().tags({ query: 'a' })).toEqual(code);
    expect(await start().modules({ callId: 'c1', query: '' })).toEqual(code);
    await bench.accounts.save({});
    const unconnected = { ok: false, code: 'connect/no-token' };
    expect(await start().options({ callId: 'c1' })).toEqual(unconnected);
    expect(await start().tags({ query: 'a' })).toEqual(unconnected);
  });
});

describe('text modules', () => {
  it('are plain text, with what is known filled in and gaps for the rest', async () => {
    const view = viewOf({ note: { ...EMPTY_NOTE, target: { kind: 'ticket', ticketId: 2 } } });
    const answer = await start(view).modules({ callId: 'c1', query: 'greet' });
    expect(answer.ok && answer.value.map(({ name }) => name)).toEqual(['Greeting']);
    const text = answer.ok ? answer.value[0]?.text : '';
    expect(text).toMatch(/^Hello Ida,\n\nthank you for your call about Hook does not lift/);
    expect(text).not.toMatch(/#\{|<br>/);
  });
  it('nobody known: a gap where the name would be', async () => {
    const { chosen: _nobody, ...view } = viewOf();
    const answer = await start(view).modules({ callId: 'c1', query: 'hello' });
    expect(answer.ok && answer.value[0]?.text).toContain(`Hello ${GAP},`);
  });
  it('what Zammad will not tell is a gap, not a failure', async () => {
    await bench.fault('403', { match: 'users/' });
    const answer = await start().modules({ callId: 'c1', query: 'hello' });
    expect(answer.ok && answer.value[0]?.text).toContain(`Hello ${GAP},`);
    await bench.fault('ok');
  });
  it('inactive ones are not offered', async () => {
    const answer = await start().modules({ callId: 'c1', query: 'hours' });
    expect(answer).toEqual({ ok: true, value: [] });
  });
});

it('tags: those that begin like this first', async () => {
  const client = bench.accounts.zammadAt(bench.sandbox.url, 'sandbox-agent1');
  for (const tag of ['unrope', 'rope', 'Roped']) await client.addTag(2, tag);
  const answer = await start().tags({ query: 'ro' });
  expect(answer).toEqual({ ok: true, value: ['rope', 'Roped', 'unrope'] });
});
