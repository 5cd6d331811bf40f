import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { writeMeta } from '../store/meta.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { readBatches } from './batches.ts';
import { startDoctor } from './testing/doctor-bench.ts';
import { type FakePerson, startFakeZammad } from './testing/fake-zammad.ts';

const bad = (id: number, more: Record<string, unknown> = {}): FakePerson => ({
  id,
  phone: `030/5400000${id}`,
  ...more,
});

async function ward(people: FakePerson[], more: Parameters<typeof startDoctor>[1] = {}) {
  const fake = await startFakeZammad();
  for (const person of people) fake.people.set(person.id, person);
  const doctor = await startDoctor(fake, more);
  const phones = () => [...fake.people.values()].map(({ phone }) => phone);
  const steps = async () =>
    (await doctor.audit.list({ limit: 1_000 }))
      .reverse()
      .map(({ action, subject, batch, detail }) =>
        [action, subject, batch, String(detail['step'])].join(' '),
      );
  return { fake, doctor, phones, steps };
}

describe('ND9: who is written', () => {
  it('so many as the limit, and the rest in the next batches', async () => {
    const { fake, doctor } = await ward([1, 2, 3, 4, 5, 6, 7].map((id) => bad(id)));
    expect(await doctor.fix('a', { limit: 3 })).toMatchObject({ written: 3, limited: true });
    expect(await doctor.fix('b', { limit: 4 })).toMatchObject({ written: 4, limited: false });
    expect(await doctor.fix('c')).toMatchObject({ written: 0, limited: false });
    expect(fake.writes.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(
      (await readBatches(doctor.audit)).map(({ id, entries }) => [id, entries.length]),
    ).toEqual([
      ['b', 4],
      ['a', 3],
    ]);
  });
  it('of the named kinds and people only', async () => {
    const { fake, doctor } = await ward([
      bad(1),
      bad(2),
      { id: 3, phone: '030 54000006, 0171 5550000' },
    ]);
    await doctor.fix('a', { kinds: ['several'] });
    expect(fake.writes.map(({ id }) => id)).toEqual([3]);
    await doctor.fix('b', { ids: [2] });
    expect(fake.writes.map(({ id }) => id)).toEqual([3, 2]);
  });
  it('never agents, admins and inactive people', async () => {
    const { fake, doctor } = await ward([
      bad(1, { role_ids: [1] }),
      bad(2, { role_ids: [2, 3] }),
      bad(3, { group_ids: { 1: ['full'] } }),
      bad(4, { active: false }),
      bad(5),
    ]);
    expect(await doctor.fix('a', { ids: [1, 2, 3, 4, 5] })).toMatchObject({ staff: 3, written: 1 });
    expect(fake.writes.map(({ id }) => id)).toEqual([5]);
  });
});

describe('ND10: one write', () => {
  it('holds the changed fields alone, once', async () => {
    const { fake, doctor } = await ward([
      { id: 1, phone: '030/54000006, 0171/5550000', fax: '030 54000009', note: 'x' },
    ]);
    await doctor.fix('a');
    expect(fake.writes).toEqual([
      { id: 1, body: { phone: '+49 30 54000006', mobile: '+49 171 5550000' } },
    ]);
    expect(fake.requests).toEqual(['GET users', 'GET users/1', 'PUT users/1', 'GET users']);
  });
  it.each([
    ['the number', { phone: '030 111222' }],
    ['another field', { mobile: '0171 5550000' }],
    ['anything', { note: 'new' }],
    ['the rights', { role_ids: [2] }],
  ])('is left out when somebody changed %s meanwhile', async (_what, change) => {
    const { fake, doctor, steps } = await ward([bad(1), bad(2)]);
    fake.beforeRead = (id) => {
      if (id === 1) fake.change(1, change);
    };
    expect(await doctor.fix('a')).toMatchObject({ written: 1, skipped: 1 });
    expect(fake.writes.map(({ id }) => id)).toEqual([2]);
    expect(await steps()).toEqual(['number.fix user:2 a open', 'number.fix user:2 a done']);
  });
  it('is left out when the person is gone meanwhile', async () => {
    const { fake, doctor } = await ward([bad(1), bad(2)]);
    fake.beforeRead = () => void fake.people.delete(1);
    expect(await doctor.fix('a')).toMatchObject({ written: 1, skipped: 1 });
  });
  it('is put back when Zammad does not keep it', async () => {
    const { fake, doctor, steps } = await ward([bad(1), bad(2)]);
    fake.trouble.set(1, 'not-kept');
    const result = await doctor.fix('a');
    expect(result).toMatchObject({ written: 0, stopped: { outcome: { step: 'refused' } } });
    expect(fake.people.get(1)?.['phone']).toBe('030/54000001');
    expect(await steps()).toEqual(['number.fix user:1 a open', 'number.fix user:1 a refused']);
  });
});

describe('ND15: the first write of a run, in two steps', () => {
  const people = () => [
    { id: 1, phone: '030/54000001, 0171/5550001', note: 'x' },
    { id: 2, phone: '030/54000002' },
  ];
  const first = { phone: '+493054000001', mobile: '+491715550001' };
  const second = { phone: '+49 30 54000001', mobile: '+49 171 5550001' };

  it('comes to the same, and is put back in one', async () => {
    const { fake, doctor } = await ward(people(), { twoSteps: true });
    expect(await doctor.fix('a')).toMatchObject({ written: 2 });
    expect(fake.writes).toEqual([
      { id: 1, body: first },
      { id: 1, body: second },
      { id: 2, body: { phone: '+49 30 54000002' } },
    ]);
    const [batch] = await readBatches(doctor.audit);
    expect(batch?.entries[0]?.fields).toEqual([
      { field: 'phone', before: '030/54000001, 0171/5550001', after: '+49 30 54000001' },
      { field: 'mobile', before: '', after: '+49 171 5550001' },
    ]);
    expect(await doctor.undo('a')).toMatchObject({ written: 2 });
    expect(fake.people.get(1)).toMatchObject({ phone: '030/54000001, 0171/5550001', mobile: '' });
  });
  it.each([
    ['refused', { status: 422, error: 'no' }, 0],
    ['failed', { status: 500, error: 'no' }, 0],
    ['without answer', 'lost-request' as const, 1],
  ])(
    'the second %s: what the first wrote is known and can be put back',
    async (_w, trouble, settled) => {
      const { fake, doctor } = await ward(people(), { twoSteps: true });
      const put = fake.change;
      fake.change = (id, attributes) => {
        put(id, attributes);
        if (fake.writes.length === 1) fake.trouble.set(1, trouble);
      };
      expect(await doctor.fix('a')).toMatchObject({ written: 0, stopped: { person: 1 } });
      expect(fake.people.get(1)).toMatchObject(first);
      expect(await doctor.undo('a')).toMatchObject({ written: 1, settled });
      expect(fake.people.get(1)).toMatchObject({ phone: '030/54000001, 0171/5550001', mobile: '' });
    },
  );
});

describe('ND11: cut off in the middle', () => {
  it('written, but the answer is lost: looked at, noted, gone on', async () => {
    const { fake, doctor, steps } = await ward([bad(1), bad(2)]);
    fake.trouble.set(1, 'lost-answer');
    expect(await doctor.fix('a')).toMatchObject({ written: 2 });
    expect(fake.writes.map(({ id }) => id)).toEqual([1, 2]);
    expect(await steps()).toEqual([
      'number.fix user:1 a open',
      'number.fix user:1 a done',
      'number.fix user:2 a open',
      'number.fix user:2 a done',
    ]);
  });
  it.each([
    ['Zammad stumbles', { status: 500, error: 'Error ID 1: Please contact your administrator.' }],
    ['Zammad is down', { status: 503, error: 'down' }],
  ])('%s: stopped, not written, and the next run writes it', async (_what, trouble) => {
    const { fake, doctor, phones, steps } = await ward([bad(1), bad(2)]);
    fake.trouble.set(1, trouble);
    const result = await doctor.fix('a');
    expect(result).toMatchObject({ written: 0, stopped: { outcome: { step: 'not-written' } } });
    expect(await steps()).toEqual(['number.fix user:1 a open', 'number.fix user:1 a not-written']);
    expect(await doctor.fix('b')).toMatchObject({ written: 2, settled: 0 });
    expect(phones()).toEqual(['+49 30 54000001', '+49 30 54000002']);
  });
  it('the request is lost: stopped without a verdict, and the next run looks and writes it', async () => {
    const { fake, doctor, steps } = await ward([bad(1), bad(2)]);
    fake.trouble.set(1, 'lost-request');
    const result = await doctor.fix('a');
    expect(result).toMatchObject({ written: 0, stopped: { outcome: { step: 'open' } } });
    expect(await doctor.fix('b')).toMatchObject({ written: 2, settled: 1 });
    expect((await steps()).slice(0, 2)).toEqual([
      'number.fix user:1 a open',
      'number.fix user:1 a not-written',
    ]);
  });
  it('no answer in time: what came of it later is found, and can be undone', async () => {
    const { fake, doctor, steps } = await ward([bad(1), bad(2)], { timeoutMs: 150 });
    fake.trouble.set(1, 'hang');
    const result = await doctor.fix('a');
    expect(result).toMatchObject({ written: 0, stopped: { outcome: { step: 'open' } } });
    // Zammad gets round to it after all.
    fake.release();
    await expect.poll(() => fake.people.get(1)?.['phone']).toBe('+49 30 54000001');
    expect(await doctor.fix('b')).toMatchObject({ written: 1, settled: 1 });
    expect((await steps())[1]).toBe('number.fix user:1 a done');
    expect(await doctor.undo('a')).toMatchObject({ written: 1 });
  });
  it.each([
    ['before the write', (phone: string) => phone, 'not-written'],
    ['between write and answer', () => '+49 30 54000001', 'done'],
    ['and somebody else wrote there', () => '030 111222', 'changed'],
  ])('killed %s: the next run tells what became of it', async (_when, now, step) => {
    const { fake, doctor, steps } = await ward([bad(1), bad(2)]);
    await doctor.audit.write([
      {
        actor: 'cli',
        action: 'number.fix',
        subject: 'user:1',
        batch: 'killed',
        detail: {
          step: 'open',
          fields: [{ field: 'phone', before: '030/54000001', after: '+49 30 54000001' }],
        },
      },
    ]);
    fake.change(1, { phone: now('030/54000001') });
    expect(await doctor.fix('b')).toMatchObject({ settled: 1 });
    expect((await steps())[1]).toBe(`number.fix user:1 killed ${step}`);
    const undone = await doctor.undo('killed');
    expect(undone).toMatchObject({ written: step === 'done' ? 1 : 0, settled: 0 });
    if (step === 'done') expect(fake.people.get(1)?.['phone']).toBe('030/54000001');
  });
});

describe('ND12: Zammad refuses', () => {
  it.each([
    { status: 403, error: 'Not authorized' },
    { status: 422, error: "Missing required value for field 'department'!" },
  ])(
    '$status: stopped at once; left out of the next batch; tried again when named',
    async (trouble) => {
      const { fake, doctor } = await ward([bad(1), bad(2), bad(3)]);
      fake.trouble.set(2, trouble);
      expect(await doctor.fix('a')).toMatchObject({
        written: 1,
        stopped: { person: 2, outcome: { step: 'refused', why: trouble.error } },
      });
      expect(fake.writes.map(({ id }) => id)).toEqual([1, 2]);
      expect(await doctor.fix('b')).toMatchObject({ written: 1, refusedBefore: 1 });
      expect(await doctor.fix('c', { ids: [2] })).toMatchObject({ written: 1, refusedBefore: 0 });
      expect(await doctor.fix('d')).toMatchObject({ written: 0, refusedBefore: 0 });
    },
  );
  it('a token that ran out is nobody’s refusal', async () => {
    const { fake, doctor } = await ward([bad(1)]);
    fake.trouble.set(1, { status: 401, error: 'Not authorized (token expired)!' });
    expect(await doctor.fix('a')).toMatchObject({ stopped: { outcome: { step: 'not-written' } } });
    expect(await doctor.fix('b')).toMatchObject({ written: 1, refusedBefore: 0 });
  });
});

describe('ND13: undo', () => {
  const two = () =>
    ward([bad(1), { id: 2, phone: '030/54000006, 0171/5550000' }, { id: 3, phone: '030.7654321' }]);

  it('puts every field back as it was; a second time does nothing', async () => {
    const { fake, doctor, phones } = await two();
    await doctor.fix('a');
    expect(phones()).toEqual(['+49 30 54000001', '+49 30 54000006', '+49 30 7654321']);
    expect(await doctor.undo('a')).toMatchObject({ written: 3, skipped: 0 });
    expect(phones()).toEqual(['030/54000001', '030/54000006, 0171/5550000', '030.7654321']);
    expect(fake.people.get(2)?.['mobile']).toBe('');
    const writes = fake.writes.length;
    expect(await doctor.undo('a')).toMatchObject({ written: 0, skipped: 0 });
    expect(fake.writes).toHaveLength(writes);
    expect(await doctor.fix('b')).toMatchObject({ written: 3 });
  });
  it('leaves a person of whom one field was changed since, whole', async () => {
    const { fake, doctor } = await two();
    await doctor.fix('a');
    fake.change(2, { phone: '030 111222' });
    expect(await doctor.undo('a')).toMatchObject({ written: 2, skipped: 1 });
    expect(fake.people.get(2)).toMatchObject({ phone: '030 111222', mobile: '+49 171 5550000' });
  });
  it('cut off in the middle goes on where it was', async () => {
    const { fake, doctor, phones } = await two();
    await doctor.fix('a');
    fake.trouble.set(2, 'lost-request');
    expect(await doctor.undo('a')).toMatchObject({ written: 1, stopped: { person: 2 } });
    expect(await doctor.undo('a')).toMatchObject({ written: 2 });
    expect(phones()).toEqual(['030/54000001', '030/54000006, 0171/5550000', '030.7654321']);
  });
  it('of a batch that does not exist is told', async () => {
    const { doctor } = await two();
    expect(await doctor.undo('nope')).toBe('unknown');
  });
});

test('ND14: while Zammad lets the doctor wait, the relay writes its database', async () => {
  const url = `sqlite:${join(tempFolder(), 'offhook.db')}`;
  const relay = await openDatabase(url);
  const { fake, doctor } = await ward([bad(1), bad(2)], { url });
  fake.trouble.set(1, 'hang');
  const fixing = doctor.fix('a');
  await expect.poll(() => fake.writes.length).toBe(1);
  const began = performance.now();
  for (let at = 0; at < 20; at++) await writeMeta(relay.db, 'test', String(at));
  expect(performance.now() - began).toBeLessThan(1_000);
  fake.release();
  expect(await fixing).toMatchObject({ written: 2 });
  await relay.close();
});

test('ND11: a signal ends the batch between two people', async () => {
  const { fake, doctor, steps } = await ward([bad(1), bad(2)]);
  fake.trouble.set(1, 'hang');
  const fixing = doctor.fix('a');
  await expect.poll(() => fake.writes.length).toBe(1);
  doctor.stop.abort();
  fake.release();
  expect(await fixing).toMatchObject({ written: 1 });
  expect(await steps()).toEqual(['number.fix user:1 a open', 'number.fix user:1 a done']);
});
