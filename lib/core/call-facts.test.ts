import { describe, expect, it } from 'vitest';
import { joinFacts } from './call-facts.ts';
import { applyEvent } from './call-machine.ts';
import type { PbxEvent } from './call.ts';

const at = (time: number, kind: PbxEvent['kind'], rest: Partial<PbxEvent> = {}): PbxEvent => ({
  source: 'main',
  callId: 'c1',
  kind,
  at: time,
  ...rest,
});

function play(...events: PbxEvent[]) {
  const [first, ...rest] = events;
  if (!first) throw new Error('no events');
  return rest.reduce(
    (call, event) => applyEvent(call, event, () => 'id').call,
    applyEvent(undefined, first, () => 'id').call,
  );
}

describe('CM2: facts are joined, not replaced', () => {
  it('keeps the earliest start, answer and reported end, whatever came first', () => {
    const events = [
      at(5000, 'hangup', { end: { cause: 'busy' } }),
      at(9000, 'hangup', { end: { cause: 'cancel' } }),
      at(3000, 'answer', { answeredBy: { name: 'Alice' } }),
      at(2000, 'answer', { answeredBy: { name: 'Alice' } }),
      at(1000, 'new', { direction: 'in' }),
      at(1500, 'new', { direction: 'in' }),
    ];
    const want = { startedAt: 1000, answeredAt: 2000, endedAt: 5000 };
    expect(play(...events)).toMatchObject(want);
    expect(play(...events.toReversed())).toMatchObject(want);
  });
  it('unites who rang', () => {
    const call = play(
      at(1, 'new', { targets: [{ name: 'Alice' }] }),
      at(2, 'ring', { targets: [{ name: 'Bob' }] }),
      at(3, 'stopRing', { targets: [{ name: 'Alice' }] }),
    );
    expect(call.everRang.map(({ name }) => name).sort()).toEqual(['Alice', 'Bob']);
    expect(call.ringing.map(({ name }) => name)).toEqual(['Bob']);
  });
  it('believes the new call more than what came later', () => {
    const late = at(1, 'hangup', { from: { raw: 'wrong' } });
    const call = play(late, at(2, 'new', { from: { raw: 'right' } }));
    expect(call.from).toEqual({ raw: 'right' });
  });
  it('hands the same facts back when nothing new was told', () => {
    const facts = joinFacts(undefined, at(1, 'new', { direction: 'in' }));
    expect(joinFacts(facts, at(1, 'new', { direction: 'in' }))).toBe(facts);
  });
});

describe('CM3: one party', () => {
  it('is the same by its device, whatever it is called', () => {
    const call = play(
      at(1, 'new', { targets: [{ account: 'PJSIP/23', name: 'Alice' }] }),
      at(2, 'ring', { targets: [{ account: 'PJSIP/23', name: 'A. Agent' }] }),
    );
    expect(call.everRang).toHaveLength(1);
  });
  it('is the same by its name without a device, and by its number without either', () => {
    const named = play(
      at(1, 'new', { targets: [{ name: 'Alice' }] }),
      at(2, 'ring', { targets: [{ name: 'alice ' }] }),
    );
    expect(named.everRang).toHaveLength(1);
    const numbered = play(
      at(1, 'new', { targets: [{ extension: '23' }] }),
      at(2, 'ring', { targets: [{ extension: '23' }, { extension: '24' }] }),
    );
    expect(numbered.everRang).toHaveLength(2);
  });
  it('keeps the description that says more', () => {
    const full = { account: 'PJSIP/23', name: 'Alice', extension: '23' };
    const short = { account: 'PJSIP/23' };
    for (const order of [
      [full, short],
      [short, full],
    ]) {
      const events = order.map((party, index) => at(index + 1, 'ring', { targets: [party] }));
      expect(play(...events).everRang).toEqual([full]);
    }
  });
});
