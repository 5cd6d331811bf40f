import { describe, expect, it } from 'vitest';
import { type SyncWorld, syncWorld } from './testing/sync-world.ts';

const ADA = {
  id: 1,
  firstname: 'Ada',
  lastname: 'Werft',
  phone: '030 / 111 222-3',
  email: 'a@x.de',
};
const BEN = {
  id: 2,
  firstname: 'Ben',
  lastname: 'Ost',
  mobile: '0171 2345678',
  fax: '030 99887766',
};

const phoneBook = ({ vendors }: SyncWorld) =>
  [...vendors.sipgate.values()]
    .map(({ name, numbers }) => `${name} ${numbers.map(({ number }) => number).join(' ')}`)
    .sort();

describe('CS5: push makes what is missing, and Zammad leads', () => {
  it('people with numbers become shared contacts, each number in its kind', async () => {
    const world = await syncWorld();
    world.zammad.put({ ...ADA, organization: 'Werft AG' });
    world.zammad.put(BEN);
    world.zammad.put({ id: 3, firstname: 'No', lastname: 'Number' });
    world.zammad.put({ id: 4, firstname: 'Gone', lastname: 'Away', phone: '030 1', active: false });
    world.zammad.put({
      id: 5,
      firstname: 'Our',
      lastname: 'Agent',
      phone: '030 12345678',
      group_ids: { 1: ['full'] },
    });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ madeContacts: 2, failed: 0 });
    expect([...world.vendors.sipgate.values()]).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'Ada Werft',
        scope: 'SHARED',
        picture: null,
        addresses: [],
        organization: [['Werft AG', '']],
        emails: [{ email: 'a@x.de', type: ['WORK'] }],
        numbers: [{ number: '+49301112223', type: ['WORK'] }],
      },
      expect.objectContaining({
        name: 'Ben Ost',
        numbers: [
          { number: '+491712345678', type: ['CELL'] },
          { number: '+493099887766', type: ['FAX', 'WORK'] },
        ],
      }),
    ]);
    expect(world.zammad.writes).toEqual([]);
    expect(await world.audit()).toEqual(['contact.make user:1', 'contact.make user:2']);
  });
  it('a second run has nothing to do', async () => {
    const world = await syncWorld();
    world.zammad.put(ADA);
    world.zammad.put(BEN);
    await world.run();
    world.vendors.requests.length = 0;
    const { report } = await world.run();
    expect(report.counts).toEqual({ ...zero(report.counts) });
    expect(world.vendors.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
  it('a change in Zammad goes over, everything else of the contact stays', async () => {
    const world = await syncWorld();
    world.zammad.put(ADA);
    await world.run();
    const [contact] = [...world.vendors.sipgate.values()];
    contact!.picture = 'picture';
    contact!.numbers.push({ number: '+49309999', type: ['HOME'] });
    world.zammad.put({ id: 1, phone: '030 5550000', lastname: 'Hafen' });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ changedContacts: 1, conflicts: 0 });
    expect([...world.vendors.sipgate.values()]).toEqual([
      expect.objectContaining({
        name: 'Ada Hafen',
        picture: 'picture',
        numbers: [
          { number: '+49305550000', type: ['WORK'] },
          { number: '+49309999', type: ['HOME'] },
        ],
      }),
    ]);
  });
  it('what somebody changed there is put back, and named; what only they have stays', async () => {
    const world = await syncWorld();
    world.zammad.put(ADA);
    await world.run();
    const [contact] = [...world.vendors.sipgate.values()];
    contact!.name = 'Ada W.';
    contact!.numbers.push({ number: '+491701234567', type: ['CELL'] });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ changedContacts: 1, conflicts: 1 });
    expect(phoneBook(world)).toEqual(['Ada Werft +49301112223 +491701234567']);
    expect(await world.audit()).toContain('contact.conflict user:1');
    expect(world.zammad.writes).toEqual([]);
  });
  it('emptied in Zammad is emptied there; a text that is no number is left alone', async () => {
    const world = await syncWorld();
    world.zammad.put({ ...BEN, phone: '030 1112223' });
    await world.run();
    world.zammad.put({ id: 2, fax: '', phone: 'on request' });
    await world.run();
    expect(phoneBook(world)).toEqual(['Ben Ost +49301112223 +491712345678']);
  });
  it('only whom the job is for', async () => {
    const world = await syncWorld({ people: 'organization:werft  ag' });
    world.zammad.put({ ...ADA, organization: 'Werft AG' });
    world.zammad.put({ ...BEN, organization: 'Ost' });
    await world.run();
    expect(phoneBook(world)).toEqual(['Ada Werft +49301112223']);
  });
});

describe('CS6: what is there already is linked, not made again', () => {
  it('same name and a number in common, in any spelling and order of words', async () => {
    const world = await syncWorld();
    world.zammad.put(ADA);
    world.vendors.sipgate.set('x', {
      id: 'x',
      name: 'Werft, Ada',
      picture: null,
      emails: [],
      numbers: [{ number: '030 1112223', type: ['HOME'] }],
      addresses: [],
      organization: [],
      scope: 'SHARED',
    });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ paired: 1, madeContacts: 0 });
    expect([...world.vendors.sipgate.keys()]).toEqual(['x']);
  });
  it('a private contact is nobody’s business', async () => {
    const world = await syncWorld();
    world.zammad.put(ADA);
    world.vendors.sipgate.set('p', {
      id: 'p',
      name: 'Ada Werft',
      picture: null,
      emails: [],
      numbers: [{ number: '+49301112223', type: ['WORK'] }],
      addresses: [],
      organization: [],
      scope: 'PRIVATE',
    });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ paired: 0, madeContacts: 1 });
    expect(world.vendors.sipgate.get('p')?.scope).toBe('PRIVATE');
  });
  it('two people who look alike each keep one contact', async () => {
    const world = await syncWorld();
    world.zammad.put(ADA);
    world.zammad.put({ ...ADA, id: 9 });
    await world.run();
    await world.run();
    expect(phoneBook(world)).toHaveLength(2);
    expect((await world.links()).map(({ personId }) => personId)).toEqual([1, 9]);
  });
});

describe('CS5: kinds of numbers that the vendor forgets', () => {
  it('move no number to another field', async () => {
    const world = await syncWorld({ direction: 'both' });
    world.vendors.forgetsKinds = true;
    world.zammad.put({ ...BEN, phone: '030 1112223' });
    await world.run();
    world.zammad.put({ id: 2, mobile: '0172 7654321' });
    await world.run();
    const { report } = await world.run();
    expect(report.counts).toEqual(zero(report.counts));
    expect(world.zammad.writes).toEqual([]);
    expect(phoneBook(world)).toEqual(['Ben Ost +49301112223 +491727654321 +493099887766']);
  });
  it('a field that is never kept is sent three times, and never emptied in Zammad', async () => {
    const world = await syncWorld({ direction: 'both' });
    world.vendors.drops.add('FAX');
    world.zammad.put(BEN);
    for (let run = 0; run < 4; run++) await world.run();
    world.vendors.requests.length = 0;
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ stuck: 1, changedContacts: 0 });
    expect(report.notes).toEqual(['Sent three times and not kept by the other side: fax.']);
    expect(world.zammad.writes).toEqual([]);
    expect(world.vendors.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

function zero<T extends object>(counts: T): Record<keyof T, 0> {
  return Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as Record<keyof T, 0>;
}
