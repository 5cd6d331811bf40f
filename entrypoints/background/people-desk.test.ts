import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PeopleBench, startPeopleBench } from '../../tests/background/people-bench.ts';

let world: PeopleBench;
beforeAll(async () => {
  world = await startPeopleBench();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const NEW = '+491709998877';
const NORA = { firstname: 'Nora', lastname: 'Neuhaus', field: 'phone' };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fine',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
const all = (_: unknown, enriched: boolean) => enriched;

describe('creating the person behind a number', () => {
  it('a customer with the number in the field; every card of the number shows them, the team is told', async () => {
    const { people, ring, view, until } = await world.start();
    ring(NEW, 'c1');
    ring(NEW, 'c2');
    ring('+493011111', 'c3');
    await until(all, 'c1');
    await until(all, 'c2');
    const made = await people.create('c1', { ...NORA, field: 'mobile', organizationId: 4 });
    const { userId } = made as { userId: number };
    expect(view('c1')).toMatchObject({ identity: 'known', chosen: userId });
    expect(view('c2')?.people).toMatchObject([
      { userId, name: 'Nora Neuhaus', reason: { kind: 'exact', detail: 'mobile' } },
    ]);
    expect(view('c3')?.people).toEqual([]);
    expect(await world.zammad().user(userId)).toMatchObject({ mobile: NEW, organizationId: 4 });
    const [request] = await world.created();
    expect(Object.keys(JSON.parse(request?.body ?? ''))).toEqual([
      'firstname',
      'lastname',
      'organization_id',
      'mobile',
    ]);
    await until((card) => card.tickets !== undefined, 'c1');
    expect(world.told('/pick')).toEqual([{ userId, name: 'Nora Neuhaus' }]);
  });

  it('two clicks, one person', async () => {
    const { people, ring } = await world.start();
    ring(NEW);
    const clicks = await Promise.all([people.create('c1', NORA), people.create('c1', NORA)]);
    expect(clicks[0]).toEqual(clicks[1]);
    expect(await people.create('c1', NORA)).toEqual(clicks[0]);
    expect(await people.create('c1', { ...NORA, anyway: true })).toEqual(clicks[0]);
    expect(await world.created()).toHaveLength(1);
  });

  it.each([
    ['the number in another spelling', '+493054000006', NORA, 'Otto Slash'],
    ['the e-mail address', NEW, { ...NORA, email: 'IDA@customer.example' }, 'Ida Plus'],
    [
      'a slip in the same organisation',
      NEW,
      { firstname: 'Wnada', lastname: 'Werft', field: 'phone', organizationId: 4 },
      'Wanda Werft',
    ],
    [
      'umlauts written out',
      NEW,
      { firstname: 'Joerg', lastname: 'Groesse', field: 'phone' },
      'Jörg Größe',
    ],
    [
      'turned around',
      NEW,
      { firstname: 'Kran', lastname: 'Olga', field: 'phone', organizationId: 2 },
      'Olga Kran',
    ],
  ])(
    'somebody very like them, by %s: asks first, then does as told',
    async (_, number, input, name) => {
      const { people, ring } = await world.start();
      ring(number);
      const first = await people.create('c1', input);
      expect(first).toMatchObject({ similar: [{ name }] });
      expect(await world.created()).toEqual([]);
      if ('email' in input) return;
      const clicks = await Promise.all([
        people.create('c1', { ...input, anyway: true }),
        people.create('c1', { ...input, anyway: true }),
      ]);
      expect(clicks[0]).toHaveProperty('userId');
      expect(clicks[0]).toEqual(clicks[1]);
      expect(await world.created()).toHaveLength(1);
    },
  );

  it.each([
    [
      'a namesake of another organisation',
      { firstname: 'Olga', lastname: 'Kran', field: 'phone', organizationId: 4 },
    ],
    ['a relative', { firstname: 'Paul', lastname: 'Kran', field: 'phone', organizationId: 2 }],
    ['an inactive one', { firstname: 'Ingo', lastname: 'Inaktiv', field: 'phone' }],
  ])('%s is somebody else', async (_, input) => {
    const { people, ring } = await world.start();
    ring(NEW);
    expect(await people.create('c1', input)).toHaveProperty('userId');
  });

  it('an answer that got lost: looks whether they exist before anything is repeated', async () => {
    const { people, ring, view } = await world.start();
    ring(NEW);
    await world.bench.fault('lost', { match: 'POST /api/v1/users$', times: 1 });
    const made = await people.create('c1', NORA);
    expect(made).toHaveProperty('userId');
    expect(view()?.chosen).toBe((made as { userId: number }).userId);
    expect(await people.create('c1', NORA)).toEqual(made);
    expect(await world.created()).toHaveLength(1);
  });

  it('says why not', async () => {
    const { people, ring } = await world.start();
    ring(NEW);
    ring(undefined, 'hidden', {
      remote: { display: '', withheld: true, internal: false, matches: [] },
    });
    ring(undefined, 'inside', {
      remote: { display: '23', withheld: false, internal: true, matches: [] },
    });
    expect(await codeOf(people.create('gone', NORA))).toBe('call/unknown');
    expect(await codeOf(people.create('hidden', NORA))).toBe('person/no-number');
    expect(await codeOf(people.create('inside', NORA))).toBe('person/no-number');
    expect(await codeOf(people.create('c1', { ...NORA, field: 'role_ids' }))).toBe(
      'internal/invalid',
    );
    expect(await codeOf(people.create('c1', { ...NORA, field: 'direct_line' }))).toBe(
      'internal/invalid',
    );
    expect(
      await codeOf(people.create('c1', { firstname: '', lastname: '', field: 'mobile' })),
    ).toBe('person/no-name');
    expect(
      await codeOf(people.create('c1', { ...NORA, email: 'ida@customer.example', anyway: true })),
    ).toBe('person/email-used');
    expect(await codeOf(people.create('c1', { ...NORA, email: 'nonsense' }))).toBe(
      'zammad/refused',
    );
    await world.bench.fault('down');
    expect(await codeOf(people.create('c1', NORA))).toBe('zammad/unreachable');
    await world.bench.fault('ok');
    expect(await world.created()).toEqual([]);
    expect(await people.create('c1', NORA)).toHaveProperty('userId');
  });

  it('a person who is nothing but a number', async () => {
    const { people, ring, view } = await world.start();
    ring(NEW);
    await people.create('c1', { firstname: '', lastname: '', field: 'phone' });
    expect(view()?.people[0]?.name).toBe(NEW);
  });
});

describe('putting the number to somebody who exists', () => {
  it('into a free field; all cards follow', async () => {
    const { people, ring, view } = await world.start();
    ring(NEW, 'c1');
    ring(NEW, 'c2');
    expect(await people.attach('c1', { userId: 23, field: 'mobile' })).toEqual({ userId: 23 });
    expect(await world.zammad().user(23)).toMatchObject({ mobile: NEW, firstname: 'Tom' });
    for (const id of ['c1', 'c2']) {
      expect(view(id)).toMatchObject({ chosen: 23, people: [{ reason: { detail: 'mobile' } }] });
    }
  });

  it('a custom field', async () => {
    const { people, ring } = await world.start({ phoneFields: ['direct_line'] });
    ring(NEW);
    await people.attach('c1', { userId: 23, field: 'direct_line' });
    expect((await world.zammad().user(23, ['direct_line'])).extra).toEqual({ direct_line: NEW });
  });

  it('an occupied field is asked about', async () => {
    const { people, ring } = await world.start();
    ring(NEW);
    await expect(people.attach('c1', { userId: 9, field: 'phone' })).rejects.toMatchObject({
      code: 'person/occupied',
      detail: '+49 (0)30 609854-180',
    });
    await people.attach('c1', { userId: 9, field: 'phone', replace: true });
    expect((await world.zammad().user(9)).phone).toBe(NEW);
  });

  it('the same number in another spelling is left as it is', async () => {
    const { people, ring } = await world.start();
    ring('+4930609854180');
    await people.attach('c1', { userId: 9, field: 'phone' });
    expect((await world.zammad().user(9)).phone).toBe('+49 (0)30 609854-180');
  });

  it('a colleague and oneself may not be changed', async () => {
    const { people, ring } = await world.start();
    ring(NEW);
    for (const userId of [4, 5]) {
      expect(await codeOf(people.attach('c1', { userId, field: 'mobile' }))).toBe(
        'person/forbidden',
      );
    }
    expect(await codeOf(people.attach('c1', { userId: 999, field: 'mobile' }))).toBe(
      'zammad/not-found',
    );
  });

  it('a lost answer is not asked of the agent twice', async () => {
    const { people, ring } = await world.start();
    ring(NEW);
    await world.bench.fault('lost', { match: 'PUT /api/v1/users', times: 1 });
    expect(await people.attach('c1', { userId: 23, field: 'mobile' })).toEqual({ userId: 23 });
  });
});
