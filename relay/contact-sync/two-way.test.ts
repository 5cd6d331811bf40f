import { describe, expect, it } from 'vitest';
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { FakePlacetelContact } from './testing/fake-vendors.ts';
import { type SyncWorld, syncWorld } from './testing/sync-world.ts';

const ADA = { id: 1, firstname: 'Ada', lastname: 'Werft', phone: '030 1112223', email: 'a@x.de' };
const start = (job: Partial<ContactSyncConfig> = {}) =>
  syncWorld({ target: 'placetel', direction: 'both', ...job });

/** Somebody edits a contact in the telephone system. */
function edit({ vendors, clock }: SyncWorld, id: number, change: object): void {
  const known = vendors.placetel.get(id) ?? { id };
  const at = new Date(clock.now()).toISOString();
  vendors.placetel.set(id, { ...known, ...change, updated_at: at } as FakePlacetelContact);
}
const only = ({ vendors }: SyncWorld) => [...vendors.placetel.values()][0]!;

describe('CS7: both: whoever changed something has it their way', () => {
  it('a number changed there arrives in Zammad, and only that number', async () => {
    const world = await start();
    world.zammad.put(ADA);
    await world.run();
    edit(world, only(world).id, { phone_work: '+49 30 7778889' });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ changedPeople: 1, changedContacts: 0, conflicts: 0 });
    expect(world.zammad.writes).toEqual([
      { method: 'PUT', path: '/api/v1/users/1', body: { phone: '+49307778889' } },
    ]);
    expect(await world.audit()).toEqual(['contact.make user:1', 'contact.change user:1']);
    expect((await world.run()).report.counts).toMatchObject({
      changedPeople: 0,
      changedContacts: 0,
    });
  });
  it('different fields changed on both sides: both survive', async () => {
    const world = await start();
    world.zammad.put(ADA);
    await world.run();
    edit(world, only(world).id, { mobile_work: '+491711111111' });
    world.zammad.put({ id: 1, lastname: 'Hafen' });
    await world.run();
    expect(world.zammad.people.get(1)).toMatchObject({
      mobile: '+491711111111',
      lastname: 'Hafen',
    });
    expect(only(world)).toMatchObject({ last_name: 'Hafen', mobile_work: '+491711111111' });
  });
  it.each([
    ['theirs', '+49302222222'],
    ['ours', '+49303333333'],
  ])('the same field: the newest wins (%s), the other value is named', async (last, kept) => {
    const world = await start();
    world.zammad.put(ADA);
    await world.run();
    const theirs = () => edit(world, only(world).id, { phone_work: '+49302222222' });
    const ours = () => void world.zammad.put({ id: 1, phone: '+49303333333' });
    for (const change of last === 'theirs' ? [ours, theirs] : [theirs, ours]) {
      world.clock.advance(60_000);
      change();
    }
    const { report } = await world.run();
    expect(report.counts.conflicts).toBe(1);
    expect(only(world)['phone_work']).toBe(kept);
    expect(world.zammad.people.get(1)?.phone).toBe(kept);
  });
  it('emptied there is emptied in Zammad; a name never is', async () => {
    const world = await start();
    world.zammad.put({ ...ADA, mobile: '0171 1111111' });
    await world.run();
    edit(world, only(world).id, { mobile_work: '', first_name: '', last_name: '' });
    await world.run();
    expect(world.zammad.people.get(1)).toMatchObject({ mobile: '', firstname: 'Ada' });
    expect(only(world)).toMatchObject({ first_name: 'Ada', last_name: 'Werft' });
  });
  it('organisation and e-mail address are Zammad’s alone', async () => {
    const world = await start();
    world.zammad.put({ ...ADA, organization: 'Werft AG' });
    await world.run();
    edit(world, only(world).id, { company: 'Mine now', email_work: 'b@x.de' });
    await world.run();
    expect(world.zammad.writes).toEqual([]);
    expect(only(world)).toMatchObject({ company: 'Werft AG', email_work: 'a@x.de' });
  });
  it('several numbers in one field of Zammad are never overwritten', async () => {
    const world = await start();
    world.zammad.put({ ...ADA, phone: '030 1112223, 030 4445556' });
    await world.run();
    edit(world, only(world).id, { phone_work: '+49307778889' });
    await world.run();
    expect(world.zammad.writes).toEqual([]);
    expect(only(world)['phone_work']).toBe('+49301112223');
  });
  it('a private number stays in its place', async () => {
    const world = await start();
    edit(world, 7, { first_name: 'Ada', last_name: 'Werft', phone: '030 1112223' });
    world.zammad.put(ADA);
    await world.run();
    world.zammad.put({ id: 1, phone: '030 5556667' });
    await world.run();
    expect(world.vendors.placetel.get(7)).toMatchObject({ phone: '+49305556667' });
    expect(world.vendors.placetel.get(7)?.['phone_work']).toBeUndefined();
  });
  it('somebody changes the field again between list and write: nothing is overwritten', async () => {
    const world = await start();
    world.zammad.put(ADA);
    await world.run();
    edit(world, only(world).id, { phone_work: '+49302222222' });
    world.vendors.fault = (method, path) => {
      // While the contacts are listed.
      if (method === 'GET' && path.endsWith('/contacts')) {
        world.zammad.put({ id: 1, phone: '+49304444444' });
      }
      return undefined;
    };
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ overtaken: 1, changedPeople: 0 });
    expect(world.zammad.people.get(1)?.phone).toBe('+49304444444');
    expect(world.zammad.writes).toEqual([]);
  });
});

describe('CS8: pull: the telephone system leads, nothing is written there', () => {
  it('numbers and names come to Zammad', async () => {
    const world = await start({ direction: 'pull', target: 'sipgate' });
    world.zammad.put({ ...ADA, firstname: 'Ada Maria' });
    world.vendors.sipgate.set('s', {
      id: 's',
      name: 'Ada Maria Werft',
      picture: null,
      emails: [{ email: 'other@x.de', type: [] }],
      numbers: [{ number: '030 1112223', type: ['WORK'] }],
      addresses: [],
      organization: [['Other', '']],
      scope: 'SHARED',
    });
    await world.run();
    expect(world.zammad.writes).toEqual([]);
    const contact = world.vendors.sipgate.get('s')!;
    contact.name = 'Ada Maria Hafen';
    contact.numbers.push({ number: '+491711111111', type: ['CELL'] });
    world.zammad.put({ id: 1, phone: '030 9990000' });
    await world.run();
    expect(world.zammad.people.get(1)).toMatchObject({
      firstname: 'Ada Maria',
      lastname: 'Hafen',
      mobile: '+491711111111',
      phone: '+49301112223',
      email: 'a@x.de',
    });
    expect(world.vendors.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
  it('nobody is made in Zammad unless that is asked for', async () => {
    const world = await start({ direction: 'pull' });
    edit(world, 7, { first_name: 'New', last_name: 'Person', phone_work: '+49301234567' });
    const { report } = await world.run();
    expect(report.counts).toMatchObject({ onlyTheirs: 1, madePeople: 0 });
    expect(world.zammad.writes).toEqual([]);
  });
  it('with createInZammad: a customer with name and numbers, no role, no group, no address', async () => {
    const world = await start({ createInZammad: true });
    edit(world, 7, {
      first_name: 'New',
      last_name: 'Person',
      phone_work: '+49301234567',
      email_work: 'x@y.de',
    });
    edit(world, 8, { first_name: 'Without', last_name: 'Number' });
    await world.run();
    await world.run();
    expect(world.zammad.writes).toEqual([
      {
        method: 'POST',
        path: '/api/v1/users',
        body: { firstname: 'New', lastname: 'Person', phone: '+49301234567' },
      },
    ]);
    expect(await world.audit()).toContain('person.make contact:cloud:7');
  });
});
