import { afterEach, describe, expect, it } from 'vitest';
import { ALICE, BOB } from '../hub/testing/bench.ts';
import { answered, ended, ringing, ringingAt } from '../hub/testing/calls.ts';
import { type HistoryLab, type LabOptions, openHistoryLab } from './testing/history-lab.ts';

const CARLA = { ...ALICE, id: 5, login: 'c@x', email: 'c@x', name: 'Carla C', phone: '' };
const OWN: LabOptions = { rules: { visibility: 'own' } };

let lab: HistoryLab;
afterEach(() => lab.close());

async function open(options: LabOptions): Promise<void> {
  lab = await openHistoryLab(options);
  for (const agent of [ALICE, BOB]) await lab.pair(agent);
}

describe('HS4: nobody finds what they may not see', () => {
  it('own calls only: neither by page, nor by word, nor by a next that leads nowhere', async () => {
    await open(OWN);
    for (let n = 10; n < 60; n += 1) {
      const who = n % 10 === 0 ? 'Bob Müller' : 'Alice Agent';
      const call = ringingAt(`c${n}`, who);
      await lab.commit(
        ended({ ...call, startedAt: n, from: { e164: `4930111${n}`, name: `N${n}` } }),
      );
    }
    await lab.settle();
    const page = await lab.page(BOB.id, { limit: '5' });
    expect(page.items.map(({ id }) => id)).toEqual(['c50', 'c40', 'c30', 'c20', 'c10']);
    expect(page.next).toBeUndefined();
    expect(await lab.all(BOB.id, { q: 'n51' })).toEqual([]);
    expect(await lab.all(BOB.id, { q: '11151' })).toEqual([]);
    expect(await lab.all(BOB.id, { q: 'n50' })).toEqual(['c50']);
    expect(await lab.all(BOB.id, { agent: 'alice' })).toEqual([]);
    expect(await lab.all(BOB.id, { number: '+493011151' })).toEqual([]);
  });
  it('a private line and internal calls, though the team sees all others', async () => {
    await open({ rules: { lines: [{ match: '+4930777777', label: 'Chefin', private: true }] } });
    const to = { e164: '4930777777' };
    await lab.commit(ended({ ...ringingAt('secret', 'Alice Agent'), to }));
    const internal = {
      direction: 'internal',
      from: { extension: '23' },
      to: { name: 'Carla C' },
    } as const;
    await lab.commit(ended(ringing('inside', internal)));
    await lab.settle();
    expect(await lab.all(BOB.id, {})).toEqual(['inside']);
    expect(await lab.all(BOB.id, { q: 'chefin' })).toEqual([]);
    expect(await lab.all(ALICE.id, {})).toEqual(['secret']);
    expect(await lab.all(ALICE.id, { line: 'chefin' })).toEqual(['secret']);
  });
  it('a cursor says nothing, and is taken by nobody but us', async () => {
    await open(OWN);
    for (let n = 10; n < 14; n += 1)
      await lab.commit(ended(ringing(`call-${n}`, { startedAt: n })));
    await lab.settle();
    const first = (await lab.page(ALICE.id, { limit: '1' })).next!;
    const second = (await lab.page(ALICE.id, { limit: '1', cursor: first })).next!;
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('call');
    expect(second).toHaveLength(first.length);
    for (const cursor of ['', 'x', first.slice(2), `${first.slice(0, -3)}AAA`, 'W10']) {
      await expect(lab.page(ALICE.id, { cursor })).rejects.toThrow(/cursor/);
    }
    await lab.restart();
    const again = await lab.page(ALICE.id, { limit: '1', cursor: second });
    expect(again.items.map(({ id }) => id)).toEqual(['call-11']);
  });
  it('who pairs later sees the old calls of their name, and others see them no more', async () => {
    await open(OWN);
    await lab.commit(ended(ringingAt('hers', 'Carla C')));
    await lab.settle();
    expect(await lab.all(ALICE.id, { q: 'carla' })).toEqual(['hers']);
    await lab.pair(CARLA);
    expect(await lab.all(CARLA.id, { q: 'carla' })).toEqual(['hers']);
    expect(await lab.all(ALICE.id, {})).toEqual([]);
    expect(await lab.all(CARLA.id, { mine: 'true' })).toEqual(['hers']);
  });
  it('who saw it ring keeps it, after a restart too', async () => {
    await open(OWN);
    const rang = ringingAt('c1', 'Bob Müller');
    await lab.commit(rang);
    const away = ringingAt('c1', 'Alice Agent');
    await lab.commit(ended(answered({ ...away, version: 2 }, 'Alice Agent')));
    await lab.settle();
    expect(await lab.all(BOB.id, {})).toEqual(['c1']);
    await lab.restart();
    expect(await lab.all(BOB.id, {})).toEqual(['c1']);
  });
});
