import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PeopleBench, startPeopleBench } from '../../tests/background/people-bench.ts';

describe.each(['5.5', '6.5'] as const)('finding people in Zammad %s', (flavour) => {
  let world: PeopleBench;
  beforeAll(async () => {
    world = await startPeopleBench(flavour);
  });
  afterAll(() => world.close());
  const find = async (query: string) => {
    const { people } = await world.start({ phoneFields: ['direct_line'] });
    return (await people.search(query)).map(({ name }) => name);
  };

  it.each([
    ['Ida Plus', 'Ida Plus'],
    ['Plus Ida', 'Ida Plus'],
    ['plus, ida', 'Ida Plus'],
    ['ida p', 'Ida Plus'],
    ['IDA PLUS', 'Ida Plus'],
    ['wanda', 'Wanda Werft'],
    ['IDA@customer.example', 'Ida Plus'],
    ['jörg größe', 'Jörg Größe'],
    ['Joerg Groesse', 'Jörg Größe'],
    ['GROESSE', 'Jörg Größe'],
    ['ida@customer.example', 'Ida Plus'],
    ['olga@kranbau', 'Olga Kran'],
    ['Kranbau Plus', 'Ida Plus'],
    ['"Ida" (Plus)*', 'Ida Plus'],
  ])('%s', async (query, name) => expect((await find(query))[0]).toBe(name));

  it('by name alone: for the search in any letters, and before a second one is made', async () => {
    const { people, ring } = await world.start();
    const namesake = { firstname: 'Nora', lastname: 'Neuhaus', field: 'phone' };
    ring('+491709998877', 'c1');
    expect(await people.create('c1', namesake)).toHaveProperty('userId');
    for (const query of ['nora neuhaus', 'NORA', 'neuh'])
      expect(await find(query)).toContain('Nora Neuhaus');
    ring('+491709998878', 'c2');
    expect(await people.create('c2', namesake)).toMatchObject({
      similar: [{ name: 'Nora Neuhaus' }],
    });
  });

  it('an organisation: its people', async () => {
    expect((await find('Werft Süd')).toSorted()).toEqual([
      'Wanda Werft',
      'Xaver Werft',
      'Yasmin Kai',
      'Zara Direkt',
    ]);
  });

  it('a ticket: its customer, with the ticket', async () => {
    const { number } = await world.zammad().ticket(11);
    const { people } = await world.start();
    for (const query of [`#${number}`, `Ticket #${number}`, number, `[Ticket#${number}]`]) {
      expect(await people.search(query)).toMatchObject([{ userId: 24, ticket: `#${number}` }]);
    }
    expect(await people.search('#999999')).toEqual([]);
  });

  it('a number in any spelling, where Zammad or the relay knows it', async () => {
    // 5.x without Elasticsearch cannot be asked for numbers; the relay's directory knows.
    world.relay.lookup = [
      { userId: 9, name: 'Ida Plus', reason: { kind: 'exact' }, weight: 100 },
      { userId: 10, name: 'Guess', reason: { kind: 'lastDigits' }, weight: 20 },
    ];
    for (const query of ['030 609854180', '+49 30 609854180', '0049 (30) 609 854-180']) {
      expect(await find(query)).toEqual(['Ida Plus']);
    }
    world.relay.lookup = [];
    expect(await find('0381 456788')).toEqual(flavour === '6.5' ? ['Zara Direkt'] : []);
  });

  it.each(['', ' ', '%', '#', '12', '<script>', '()', 'Ingo Inaktiv', 'Nobody Atall'])(
    '%j finds nobody',
    async (query) => expect(await find(query)).toEqual([]),
  );

  it('all words must fit', async () => expect(await find('Ida Kran')).not.toContain('Olga Kran'));

  it('colleagues come last', async () => {
    const names = await find('agent');
    expect(names).toContain('Alice Agent');
  });

  it('says when Zammad could not be asked, and not that nobody is there', async () => {
    const { people } = await world.start();
    await world.bench.fault('500');
    await expect(people.search('Vera Wichtig')).rejects.toMatchObject({ code: 'zammad/broken' });
    await world.bench.fault('ok');
    expect(await people.search('Vera Wichtig')).toMatchObject([{ userId: 19, vip: true }]);
  });

  it('the same letters are asked for once', async () => {
    const { people } = await world.start();
    await people.search('Vera');
    const before = (await world.bench.asked()).length;
    await people.search('vera');
    expect((await world.bench.asked()).length).toBe(before);
  });

  it('organisations for the form: those that begin like it first', async () => {
    const { people } = await world.start();
    expect((await people.organizations('w')).map(({ name }) => name)[0]).toBe('Werft Süd GmbH');
    expect(await people.organizations('')).toEqual([]);
  });

  it('fields for numbers, with what Zammad calls them', async () => {
    const { people } = await world.start({
      phoneFields: ['direct_line', 'role_ids', 'phone', 'no such'],
    });
    expect(await people.fields()).toEqual([
      { id: 'phone' },
      { id: 'mobile' },
      { id: 'fax' },
      { id: 'direct_line', label: 'Direct line' },
    ]);
  });
});
