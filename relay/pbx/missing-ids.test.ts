import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../lib/core/call.ts';
import { createMissingIds, type MissingIds, pairOf, type Statement } from './missing-ids.ts';

const T = 1_795_000_000_000;
const SECOND = 1000;
type Kind = Statement['kind'];

function ids(openCalls?: () => Promise<Call[]>) {
  const missing = createMissingIds(openCalls);
  ids.last = missing;
  return (kind: Kind, after: number, remote?: string, device = '23') =>
    missing.find({ kind, device, remote, at: T + after * SECOND });
}

ids.last = undefined as MissingIds | undefined;

describe('one call', () => {
  it('rings, is answered and ends under one id, with or without its number', async () => {
    const find = ids();
    const id = await find('new', 0, '4930');
    expect(id).toMatch(/^~/);
    expect(await find('new', 3, '4930')).toBe(id);
    expect(await find('answer', 9)).toBe(id);
    expect(await find('answer', 9, '4930')).toBe(id);
    expect(await find('hangup', 3600)).toBe(id);
    expect(await find('hangup', 3601)).toBe(id);
    expect(await find('hangup', 3601, '4930')).toBe(id);
  });
  it('any order and any repetition within two seconds is one id', async () => {
    const kinds = fc.array(fc.constantFrom<Kind>('new', 'answer', 'hangup'), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(kinds, async (order) => {
        const find = ids();
        const found = new Set<string | undefined>();
        for (const [place, kind] of order.entries()) {
          found.add(await find(kind, place * 0.1, '4930'));
        }
        expect(found.size).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
  it('told at the same moment is one id', async () => {
    const find = ids();
    const found = await Promise.all([find('new', 0, '4930'), find('new', 0, '4930')]);
    expect(new Set(found).size).toBe(1);
  });
  it('an answer that overtook its ring and names nobody', async () => {
    const find = ids();
    const id = await find('answer', 0);
    expect(await find('new', 1, '4930')).toBe(id);
  });
});

describe('two calls', () => {
  it('the same caller again is another call, three seconds after the first', async () => {
    const find = ids();
    const first = await find('new', 0, '4930');
    await find('hangup', 5, '4930');
    const second = await find('new', 8, '4930');
    expect(second).not.toBe(first);
    expect(await find('hangup', 12)).toBe(second);
  });
  it('a call that waits does not disturb the one that talks', async () => {
    const find = ids();
    const first = await find('new', 0, '4930');
    await find('answer', 4, '4930');
    const second = await find('new', 60, '4940');
    expect(second).not.toBe(first);
    expect(await find('hangup', 70, '4940')).toBe(second);
    expect(await find('hangup', 90)).toBe(first);
  });
  it('a late hang-up of the first does not end the second', async () => {
    const find = ids();
    const first = await find('new', 0, '4930');
    const second = await find('new', 10, '4940');
    expect(await find('hangup', 11, '4930')).toBe(first);
    expect(await find('answer', 12)).toBe(second);
  });
  it('a queue that rings again at once, after a ring of some seconds', async () => {
    const find = ids();
    const first = await find('new', 0, '4930');
    await find('hangup', 15, '4930');
    const second = await find('new', 15.2, '4930');
    expect(second).not.toBe(first);
    expect(await find('hangup', 20)).toBe(second);
  });
  it('missed and hung up are one end, though the next ring came between', async () => {
    const find = ids();
    const first = await find('new', 0, '4930');
    const told = { kind: 'hangup' as const, device: '23', remote: '4930' };
    expect(await ids.last!.find({ ...told, unanswered: true, at: T + 15_000 })).toBe(first);
    const second = await find('new', 15.2, '4930');
    expect(await find('hangup', 15.3, '4930')).toBe(first);
    expect(await find('hangup', 15.4)).toBe(first);
    expect(await find('hangup', 20)).toBe(second);
  });
  it('somebody else with the same main number, or hidden too, while one talks', async () => {
    const find = ids();
    const first = await find('new', 0, 'withheld');
    await find('answer', 5, 'withheld');
    const second = await find('new', 60, 'withheld');
    expect(second).not.toBe(first);
    expect(await find('answer', 65, 'withheld')).toBe(second);
    expect(await find('hangup', 70, 'withheld')).toBe(second);
    expect(await find('hangup', 80, 'withheld')).toBe(first);
  });
  it('the end of one that was never taken is not the end of the one that talks', async () => {
    const find = ids();
    const first = await find('new', 0, '4930');
    await find('answer', 5, '4930');
    const second = await find('new', 60, '4930');
    const missed = { kind: 'hangup' as const, device: '23', remote: '4930', unanswered: true };
    const missing = ids.last!;
    expect(await missing.find({ ...missed, at: T + 70 * SECOND })).toBe(second);
    expect(await missing.find({ ...missed, at: T + 71 * SECOND })).toBe(second);
    expect(await find('hangup', 90)).toBe(first);
  });
  it('phones know nothing of each other', async () => {
    const find = ids();
    const one = await find('new', 0, '4930', '23');
    const other = await find('new', 0, '4930', '24');
    expect(one).not.toBe(other);
    expect(await find('hangup', 5, undefined, '24')).toBe(other);
  });
});

describe('nothing to go by', () => {
  it('a hang-up of a phone without a call is about nothing', async () => {
    expect(await ids()('hangup', 0)).toBeUndefined();
  });
  it('a hang-up may ask for calls that are known only', async () => {
    const missing = createMissingIds();
    const about = { device: '23', remote: '4930', onlyKnown: true };
    expect(await missing.find({ ...about, kind: 'hangup', at: T })).toBeUndefined();
    const id = await missing.find({ ...about, kind: 'new', at: T + 1 });
    expect(await missing.find({ ...about, kind: 'hangup', at: T + 2 })).toBe(id);
  });
  it('a ring that nobody ended is forgotten after three minutes', async () => {
    const find = ids();
    await find('new', 0, '4930');
    expect(await find('hangup', 200)).toBeUndefined();
  });
  it('many phones do not fill the memory', async () => {
    const find = ids();
    const first = await find('new', 0, '4930', 'first');
    for (let device = 0; device < 6_000; device++) await find('new', 1, '4930', `d${device}`);
    expect(await find('new', 2, '4930', 'first')).not.toBe(first);
  });
});

describe('a restart', () => {
  it('finds the call it left, by what is stored', async () => {
    const id = await ids()('new', 0, '4930');
    const stored = () => Promise.resolve([{ nativeId: id, state: 'talking' } as Call]);
    expect(await ids(stored)('hangup', 600)).toBe(id);
    expect(await ids(stored)('answer', 600, '4930')).toBe(id);
  });
  it('goes on without what cannot be read', async () => {
    const broken = () => Promise.reject(new Error('no database'));
    expect(await ids(broken)('new', 0, '4930')).toMatch(/^~/);
    const foreign = () => Promise.resolve([{ nativeId: 'abc', state: 'ringing' } as Call]);
    expect(await ids(foreign)('hangup', 0)).toBeUndefined();
  });
});

describe('both numbers as one text', () => {
  it('whichever is first, and only when both are there', () => {
    const caller = { e164: '4930', raw: '030' };
    expect(pairOf(caller, { extension: '23' })).toBe(pairOf({ extension: '23' }, caller));
    expect(pairOf({ withheld: true }, { extension: '23' })).toContain('withheld');
    expect(pairOf(caller, undefined)).toBeUndefined();
    expect(pairOf({}, caller)).toBeUndefined();
  });
});
