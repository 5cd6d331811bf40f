import metadata from 'libphonenumber-js/min/metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPhone } from '../../lib/core/phone.ts';
import { type PeopleBench, startPeopleBench } from '../../tests/background/people-bench.ts';
import { hasNumber } from './mentions.ts';

const phone = createPhone(metadata, { homeCountry: 'DE' });
const MOBILE = '+4915123456789';

describe('a number in a text', () => {
  it.each([
    ['Please call him: 0151 / 23 45 67 89, he is on the crane.', true],
    ['Tel.: +49 (0)151 234-567-89\nFax: 030 123', true],
    ['(0151) 23456789', true],
    ['+4915123456789', true],
    ['0151-23456789', true],
    ['0049 151 23456789.', true],
    ['Order 4915123456788', false],
    ['0151 2345678', false],
    ['Invoice 151-2345-6789-00', false],
    ['', false],
  ])('%j: %s', (text, found) => expect(hasNumber(phone, text, MOBILE)).toBe(found));

  it('a long text of digits is read in no time', () => {
    const text = '1 2-3/4 '.repeat(20_000);
    const from = performance.now();
    expect(hasNumber(phone, text, MOBILE)).toBe(false);
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

describe.each(['5.5', '6.5'] as const)('guesses from tickets of Zammad %s', (flavour) => {
  let world: PeopleBench;
  beforeAll(async () => {
    world = await startPeopleBench(flavour);
  });
  afterAll(() => world.close());
  beforeEach(() => world.reset());

  const peopleOf = async (number: string, id = 'c1') => {
    const started = await world.start();
    started.ring(number, id);
    return (await started.until((_, enriched) => enriched, id)).people;
  };
  const write = (customerId: number, body: string, agent = 'sandbox-agent2') =>
    world.zammad(agent).createTicket({
      title: 'A call',
      groupId: 1,
      customerId,
      direction: 'in',
      body,
      internal: false,
      noteId: `n-${body.length}-${customerId}`,
    });

  it('the customer of the ticket, with its number', async () => {
    const { number } = await world.zammad().ticket(12);
    expect(await peopleOf(MOBILE)).toEqual([
      {
        userId: 23,
        name: 'Tom Nonumber',
        email: 'tom@customer.example',
        vip: false,
        reason: { kind: 'mentioned', detail: `#${number}` },
      },
    ]);
  });

  it.each([
    '0151-23456789',
    '+49 151 23456789',
    '015123456789',
    '0151 234 567 89',
    '0151 2345 6789',
  ])('written as %s', async (spelling) => {
    await world.zammad('sandbox-admin').setInternal(1, true);
    await write(21, `Call back: ${spelling} (mobile)`);
    expect((await peopleOf(MOBILE)).map(({ userId }) => userId)).toContain(21);
  });

  it('somebody who has the number suppresses guesses', async () => {
    // 5.x without Elasticsearch cannot be asked for numbers: the relay brings them with the call.
    await write(23, 'Reach them at 0171 5551234 until five');
    const { ring, until } = await world.start();
    const vera = { userId: 19, name: 'Vera Wichtig', reason: { kind: 'exact' as const } };
    const matches = flavour === '5.5' ? [{ ...vera, weight: 100 }] : [];
    ring('+491715551234', 'c1', {
      remote: { display: '', withheld: false, internal: false, matches },
    });
    const { people } = await until((_, enriched) => enriched);
    expect(people.map(({ userId }) => userId)).toEqual([19]);
  });

  it('colleagues, inactive people and look-alikes are no guess', async () => {
    await write(5, 'My own number is 0160 7654321');
    await write(20, 'My number was 0160 7654321');
    await write(23, 'Serial number 1607654321');
    expect(await peopleOf('+491607654321')).toEqual([]);
  });

  it('those whom the team ruled out are no guess', async () => {
    const { ring, until } = await world.start();
    ring(MOBILE, 'c1', {
      remote: { display: '', withheld: false, internal: false, matches: [], excluded: [23] },
    });
    expect(await until((_, enriched) => enriched)).toMatchObject({
      identity: 'unknown',
      people: [],
    });
  });

  it('at most three, and few questions', async () => {
    for (const customerId of [9, 10, 11, 12]) await write(customerId, 'Ask 0151 23456789');
    await world.bench.asked();
    expect(await peopleOf(MOBILE)).toHaveLength(3);
    const asked = (await world.bench.asked()).filter(({ path }) => path.includes('by_ticket'));
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('an internal number is nobody’s in any ticket', async () => {
    const { ring, until } = await world.start();
    ring(undefined, 'c1', {
      remote: { display: '23', withheld: false, internal: true, matches: [] },
    });
    await until((card) => card.identity === 'unknown');
    const searched = (await world.bench.asked()).filter(({ path }) => path.includes('/search'));
    expect(searched).toEqual([]);
  });
});
