import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import { ALICE, BOB } from '../hub/testing/bench.ts';
import { answered, ended, ringing, ringingAt } from '../hub/testing/calls.ts';
import { type HistoryLab, openHistoryLab } from './testing/history-lab.ts';

let lab: HistoryLab;
beforeEach(async () => {
  lab = await openHistoryLab({
    rules: {
      lines: [{ match: '+49 30 12300', label: 'Störungsdienst', private: false }],
      queues: [{ name: 'Notdienst', match: ['q7'], agents: [BOB.login] }],
    },
  });
  await lab.pair(ALICE);
  await lab.pair(BOB);
});
afterEach(() => lab.close());

const from = (id: string, e164: string, name?: string): Call =>
  ended(ringing(id, { from: { raw: e164, e164, ...(name && { name }) } }));

async function found(q: string): Promise<string[]> {
  const ids = await lab.all(ALICE.id, { q });
  expect(await lab.plain(ALICE.id, { q })).toEqual(ids);
  return ids.sort();
}

describe('HS2: words of the search', () => {
  it.each([
    ['müller', ['a', 'b']],
    ['Mueller', ['a']],
    ['muller', ['a', 'b']],
    ['MÜL', ['a', 'b']],
    ['jörg müller', ['a']],
    ['weiss', ['c']],
    ['weiß', ['c']],
    ['söhne weiß', ['c']],
    ['soehne', ['c']],
    ['sohne', ['c']],
    ['jörg weiß', []],
    ['örg', []],
    ['東京', ['d']],
    ['yildiz', ['e']],
    ['Yıldız', ['e']],
    ['störung', ['a', 'b', 'c', 'd', 'e']],
    ['stoerungsdienst jörg', ['a']],
  ])('names and lines: %s', async (q, ids) => {
    await lab.commit(from('a', '4930111111', 'Jörg Müller'));
    await lab.commit(from('b', '4930222222', 'Hans Muller'));
    await lab.commit(from('c', '4930333333', 'Weiß & Söhne'));
    await lab.commit(from('d', '4930444444', '東京 商事'));
    await lab.commit(from('e', '4930555555', 'Ayşe Yıldız'));
    expect(await found(q)).toEqual(ids);
    await lab.settle();
    expect(await found(q)).toEqual(ids);
  });
  it.each([
    '0172/1234567',
    '0172 123',
    '0172 1234 567',
    '+49 172',
    '+49 (0)172 1234567',
    '0049 172 12',
    '1234567',
    '567',
    '4567',
    '45',
    '72-12',
    '01721234567',
    '491721234567',
  ])('numbers in any spelling and by part: %s', async (q) => {
    await lab.commit(from('a', '491721234567'));
    await lab.commit(from('b', '33140000000'));
    expect(await found(q)).toEqual(['a']);
    await lab.settle();
    expect(await found(q)).toEqual(['a']);
    expect(await found('99999')).toEqual([]);
  });
  it('two numbers may be meant: of the caller and of the ticket', async () => {
    await lab.commit(from('a', '491721234567'));
    await lab.note('a', 'siehe 60012');
    await lab.settle();
    expect(await found('4567 60012')).toEqual(['a']);
    expect(await found('4567 60013')).toEqual([]);
  });
  it('who talked, rang and called, and the queue', async () => {
    const talked = answered(ringingAt('talked', 'Alice Agent', 'Bob Müller'), 'Bob Müller');
    await lab.commit(ended(talked));
    await lab.commit(ended(ringing('queued', { queue: { id: 'q7' } })));
    const outgoing = { direction: 'out', from: { extension: '23' }, to: { e164: '33140000000' } };
    await lab.commit(ended(ringing('placed', outgoing as Partial<Call>)));
    await lab.settle();
    expect(await found('bob')).toEqual(['placed', 'talked']);
    expect(await found('alice')).toEqual(['talked']);
    expect(await found('notdienst')).toEqual(['queued']);
    expect(await lab.all(ALICE.id, { agent: 'Müller, Bob' })).toEqual(['talked', 'placed']);
    expect(await lab.all(ALICE.id, { queue: 'notd' })).toEqual(['queued']);
    expect(await lab.all(ALICE.id, { line: 'notdienst' })).toEqual(['queued']);
    expect(await lab.all(BOB.id, { mine: 'true' })).toEqual(
      expect.arrayContaining(['talked', 'placed']),
    );
    expect(await lab.all(ALICE.id, { mine: 'true' })).toEqual(['talked']);
  });
  it('a withheld number is not found by it', async () => {
    const hidden = { withheld: true, e164: '491721234567', name: 'Geheim' };
    await lab.commit(ended(ringing('a', { from: hidden })));
    await lab.settle();
    for (const q of ['1234567', 'geheim']) expect(await found(q)).toEqual([]);
    expect(await lab.all(ALICE.id, { number: '0172 1234567' })).toEqual([]);
    expect(await lab.all(ALICE.id, {})).toEqual(['a']);
  });
  it.each([
    '"',
    '*',
    'a*',
    '"a',
    "a'b",
    'NEAR(a b)',
    'a AND b',
    '-a',
    '(',
    '\\',
    '%',
    '_',
    '^m',
    '#r1',
    '+4930',
    '=49',
    '\u0000',
    '\ud83d',
    '👍👍',
    '٣',
    '½',
    'ﬁ',
    'a'.repeat(250),
    '1'.repeat(250),
    '1 '.repeat(125),
    `${'ü'.repeat(249)}x`,
    '\u202emüller',
    '{"a":1}',
    '__proto__',
    'constructor',
    '0',
    '00',
    '+',
    '()',
  ])('hostile or odd: %j', async (q) => {
    await lab.commit(from('a', '4930111111', 'Jörg Müller'));
    await lab.settle();
    await found(q);
  });
});

describe('HS3: filters', () => {
  it('outcomes', async () => {
    const base = { startedAt: 1_000_000_000_000 };
    const out = {
      ...base,
      direction: 'out',
      from: { extension: '22' },
      to: { e164: '33140000000' },
    } as const;
    const calls: Record<string, Call> = {
      missed: ended(ringing('missed', base)),
      answered: ended(answered(ringingAt('answered', 'Alice Agent'), 'Alice Agent')),
      voicemail: ended(ringing('voicemail', { voicemail: true })),
      placed: ended(answered(ringing('placed', out), 'x')),
      unreached: ended(ringing('unreached', out)),
      internal: ended(
        ringing('internal', {
          ...out,
          direction: 'internal',
          to: { extension: '23' },
          from: { name: 'Alice Agent' },
        }),
      ),
    };
    for (const call of Object.values(calls)) await lab.commit(call);
    await lab.commit(ringing('open'));
    await lab.settle();
    for (const outcome of Object.keys(calls)) {
      expect(await lab.all(ALICE.id, { outcome })).toEqual([outcome]);
    }
    expect(await lab.all(ALICE.id, { state: 'ringing' })).toEqual(['open']);
    expect(await lab.all(ALICE.id, { missed: 'true' })).toEqual(['voicemail', 'missed']);
    expect(await lab.all(ALICE.id, { direction: 'internal', q: 'bob' })).toEqual(['internal']);
  });
  it('from is included, to is not', async () => {
    for (const at of [10, 20, 30])
      await lab.commit(ended(ringing(`c${at}`, { startedAt: at }), at + 1));
    await lab.settle();
    expect(await lab.all(ALICE.id, { from: '20', to: '30' })).toEqual(['c20']);
    expect(await lab.all(ALICE.id, { from: '10', to: '31' })).toEqual(['c30', 'c20', 'c10']);
    expect(await lab.all(ALICE.id, { from: '30', to: '10' })).toEqual([]);
  });
  it('a number in any spelling, also an internal one', async () => {
    await lab.commit(from('a', '491721234567'));
    await lab.commit(
      ended(
        ringing('b', { direction: 'internal', from: { extension: '77' }, to: { extension: '23' } }),
      ),
    );
    await lab.settle();
    expect(await lab.all(ALICE.id, { number: '0049 (0)172/1234567' })).toEqual(['a']);
    expect(await lab.all(BOB.id, { number: '77' })).toEqual(['b']);
    expect(await lab.all(ALICE.id, { number: '77' })).toEqual([]);
  });
});

describe('AG6: pages', () => {
  it('calls of one millisecond in order of their ids, whatever order they came in', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => `c${10 + ((n * 17) % 40)}`);
    for (const id of ids) await lab.commit(ended(ringing(id)));
    await lab.settle();
    const sorted = ids.toSorted().toReversed();
    for (const limit of ['1', '3', '39', '40', '200']) {
      expect(await lab.all(ALICE.id, { limit })).toEqual(sorted);
    }
  });
  it('no gap and no doubling among older calls while new ones come in', async () => {
    for (let n = 10; n < 40; n += 1)
      await lab.commit(ended(ringing(`c${n}`, { startedAt: n * 1_000 })));
    await lab.settle();
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let round = 0; ; round += 1) {
      const page = await lab.page(ALICE.id, { limit: '4', ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      if (cursor === undefined) break;
      await lab.commit(ended(ringing(`new${round}`, { startedAt: 90_000 + round })));
      if (round % 2) await lab.settle();
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => `c${39 - n}`));
  });
  it('ends exactly: the last page has no next', async () => {
    for (let n = 0; n < 6; n += 1) await lab.commit(ended(ringing(`c${n}`, { startedAt: n })));
    await lab.settle();
    const first = await lab.page(ALICE.id, { limit: '3' });
    const last = await lab.page(ALICE.id, { limit: '3', cursor: first.next! });
    expect([first.items.length, last.items.length, last.next]).toEqual([3, 3, undefined]);
  });
});
