import { afterEach, describe, expect, it } from 'vitest';
import { testContext } from '../../testing/test-context.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { linkOf } from '../../testing/test-link.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { createThreecxClient, readLifetime } from './client.ts';
import { type FakeThreecx, participant, startFakeThreecx } from './fake-threecx.ts';
import { threecxSession } from './session.ts';
import { threecx } from './threecx.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

async function fakePbx(autoPong = true): Promise<FakeThreecx> {
  const fake = await startFakeThreecx(autoPong);
  ended.push(fake.close);
  return fake;
}

function connect(fake: FakeThreecx, about: { key?: string; pingMs?: number } = {}) {
  const context = testContext('threecx');
  const access = { url: fake.url, clientId: '900', clientSecret: about.key ?? 'key' };
  const client = createThreecxClient(access, Date.now);
  const next = createReceiptOrder(Date.now);
  const deps = { context, client, url: fake.url, queues: new Set<string>(), next };
  const times = { graceMs: 20, pingMs: about.pingMs ?? 30_000 };
  const link = linkOf({ session: (given) => threecxSession(given, deps, times) });
  ended.push(link.stop);
  return link;
}

async function up() {
  const fake = await fakePbx();
  const link = connect(fake);
  await link.until('up', () => link.status().state === 'up');
  return { fake, link };
}

const RINGS = participant('150', 1, 'Ringing');
const TALKS = participant('150', 1, 'Connected');
const OTHER = participant('151', 2, 'Ringing');

describe('over real sockets', () => {
  it('news without data: the entity is fetched; a whole call', async () => {
    const { fake, link } = await up();
    fake.put(RINGS);
    await link.until('rings', () => link.calls()[0]?.ringing.length === 1);
    fake.put(TALKS);
    await link.until('talks', () => link.calls()[0]?.state === 'talking');
    fake.remove('150', 1);
    await link.until('ended', () => link.calls()[0]?.state === 'ended');
    expect(fake.fetched).toEqual(Array(2).fill('/callcontrol/150/participants/1'));
    expect(fake.tokens).toBe(1);
  });

  it('an entity that is gone by then says nothing, and others go on', async () => {
    const { fake, link } = await up();
    fake.news(0, '/callcontrol/150/participants/99');
    fake.news(1, '/callcontrol/150/participants/99');
    fake.put(OTHER);
    await link.until('rings', () => link.calls().length === 1);
    expect(link.calls()[0]?.ringing).toMatchObject([{ extension: '151' }]);
  });

  it('news of other kinds and from elsewhere are not fetched', async () => {
    const { fake, link } = await up();
    for (const text of ['x', '{}', '{"event":{"event_type":0,"entity":"/connect/token"}}']) {
      fake.write(text);
    }
    fake.news(2, '/callcontrol/150/participants/1');
    fake.news(0, '/callcontrol/150/devices/1');
    fake.put(RINGS);
    await link.until('rings', () => link.calls().length === 1);
    expect(fake.fetched).toEqual(['/callcontrol/150/participants/1']);
  });

  it('many at once: bounded, each entity once, told in order', async () => {
    const { fake, link } = await up();
    let go: () => void = () => undefined;
    fake.hold = new Promise((resolve) => (go = resolve));
    for (let id = 1; id <= 40; id++) {
      fake.put(participant(String(100 + id), id, 'Ringing', { callid: id }));
      // The same again while it waits costs no more.
      fake.news(0, `/callcontrol/${100 + id}/participants/${id}`);
      fake.news(0, `/callcontrol/${100 + id}/participants/${id}`);
    }
    while (fake.atOnce < 6) await new Promise((resolve) => setImmediate(resolve));
    go();
    await link.until('all', () => link.calls().length === 40);
    expect(fake.atOnce).toBeLessThanOrEqual(6);
    expect(fake.fetched.length).toBeLessThanOrEqual(80);
    const announced = link.events.filter(({ kind }) => kind === 'new');
    expect(announced.map(({ callId }) => Number(callId))).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });
});

describe('tokens', () => {
  it.each([
    [3_600, 3_600],
    [60, 3_600],
    [59, 3_540],
    [0, 1_800],
    [undefined, 1_800],
    ['x', 1_800],
    [1e12, 86_400],
  ])('expires_in %j is %i seconds', (said, seconds) => expect(readLifetime(said)).toBe(seconds));

  it('one that somebody else made worthless is renewed once, and the news is not lost', async () => {
    const { fake, link } = await up();
    fake.takeToken();
    fake.put(RINGS);
    await link.until('rings', () => link.calls().length === 1);
    expect(fake.tokens).toBe(2);
    expect(link.statuses.some(({ state }) => state === 'down')).toBe(false);
  });

  it('several requests at once ask for one token', async () => {
    const { fake, link } = await up();
    fake.takeToken();
    for (let id = 1; id <= 5; id++) fake.put(participant('150', id, 'Ringing', { callid: id }));
    await link.until('rings', () => link.calls().length === 5);
    expect(fake.tokens).toBe(2);
  });

  it('a wrong key is refused and told to nobody', async () => {
    const link = connect(await fakePbx(), { key: 'wrong-one' });
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    const told = JSON.stringify(link.statuses);
    expect(told).toContain('refuses the client id');
    expect(told).not.toContain('wrong-one');
  });

  it.each([403, 404])('no call control (%i) says what is needed', async (status) => {
    const fake = await fakePbx();
    fake.refuse = status;
    const link = connect(fake);
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    expect(link.statuses.find(({ state }) => state === 'down')?.reason).toContain('Enterprise');
  });

  it('is used again after a lost connection', async () => {
    const { fake, link } = await up();
    const seen = link.statuses.length;
    fake.cut();
    await link.until('up again', () => link.statuses.slice(seen).some((s) => s.state === 'up'));
    expect(fake.tokens).toBe(1);
  });

  it('one that died meanwhile is renewed for the socket too', async () => {
    const { fake, link } = await up();
    const seen = link.statuses.length;
    fake.takeToken();
    fake.cut();
    await link.until('up again', () => link.statuses.slice(seen).some((s) => s.state === 'up'));
    expect(fake.tokens).toBe(2);
  });
});

describe('a connection that dies comes back, and its state is true again', () => {
  async function cut({ fake, link }: Awaited<ReturnType<typeof up>>, meanwhile: () => void) {
    const seen = link.statuses.length;
    meanwhile();
    fake.cut();
    await link.until('up again', () => link.statuses.slice(seen).some((s) => s.state === 'up'));
  }
  async function ringing() {
    const both = await up();
    both.fake.put(RINGS);
    both.fake.put(OTHER);
    await both.link.until('rings', () => both.link.calls()[0]?.ringing.length === 2);
    return both;
  }

  it('still ringing: nothing changed', async () => {
    const both = await ringing();
    const version = both.link.calls()[0]?.version;
    await cut(both, () => undefined);
    expect(both.link.calls()).toMatchObject([{ state: 'ringing', version }]);
  });
  it('answered meanwhile', async () => {
    const both = await ringing();
    await cut(both, () => {
      both.fake.put(TALKS, false);
      both.fake.remove('151', 2, false);
    });
    expect(both.link.calls()).toMatchObject([
      { state: 'talking', answeredBy: { extension: '150' }, ringing: [], direction: 'in' },
    ]);
  });
  it('one phone stopped ringing meanwhile', async () => {
    const both = await ringing();
    await cut(both, () => both.fake.remove('150', 1, false));
    expect(both.link.calls()).toMatchObject([{ ringing: [{ extension: '151' }] }]);
  });
  it('ended meanwhile, and a new one', async () => {
    const both = await ringing();
    await cut(both, () => {
      both.fake.remove('150', 1, false);
      both.fake.remove('151', 2, false);
      both.fake.put(participant('150', 8, 'Ringing', { callid: 1300 }), false);
    });
    expect(both.link.calls()).toMatchObject([
      { nativeId: '1264', state: 'ended', endGuessed: true, missed: true },
      { nativeId: '1300', state: 'ringing' },
    ]);
  });
  it('an outgoing call that talks stays an outgoing call', async () => {
    const both = await up();
    both.fake.put(participant('150', 5, 'Dialing', { legid: 1 }));
    await both.link.until('dials', () => both.link.calls().length === 1);
    await cut(both, () => both.fake.put(participant('150', 5, 'Connected', { legid: 1 }), false));
    expect(both.link.calls()).toMatchObject([{ direction: 'out', state: 'talking' }]);
  });
  it('hand-over between extensions meanwhile', async () => {
    const both = await up();
    both.fake.put(RINGS);
    both.fake.put(TALKS);
    await both.link.until('talks', () => both.link.calls()[0]?.state === 'talking');
    await cut(both, () => {
      both.fake.remove('150', 1, false);
      both.fake.put(participant('151', 2, 'Connected'), false);
    });
    const [call] = both.link.calls();
    expect(call?.talkers.map(({ party }) => party.extension)).toEqual(['150', '151']);
  });
  it('a socket that answers no ping is dead', async () => {
    const fake = await fakePbx(false);
    const link = connect(fake, { pingMs: 20 });
    await link.until('down', () =>
      link.statuses.some(({ reason }) => reason === '3CX does not answer any more'),
    );
  });
});

describe('options', () => {
  it.each([
    [
      '900:k:e@y@pbx.example.com',
      { clientId: '900', clientSecret: 'k:e@y', url: 'https://pbx.example.com' },
    ],
    ['900:key@http://10.0.0.1:5000/', { clientSecret: 'key', url: 'http://10.0.0.1:5000' }],
  ])('shorthand', (text, options) => {
    expect(threecx.shorthand?.(text)).toMatchObject({ options });
  });
  it.each(['', '900', '900:key', 'key@host', '900:key@'])('shorthand %j', (text) => {
    expect(threecx.shorthand?.(text)).toBe('write threecx:CLIENT_ID:API_KEY@pbx.example.com');
  });
  const GOOD = { url: 'https://pbx.example.com', clientId: '900', clientSecret: 'key' };
  it.each([
    [{ ...GOOD, url: 'https://pbx.example.com/webclient' }, 'address of the web client'],
    [{ ...GOOD, clientId: '' }, 'client id'],
    [{ ...GOOD, clientSecret: 'a b' }, 'API key'],
    [{ ...GOOD, queues: '800' }, 'queues'],
  ])('%j', (options, message) => {
    expect(() => testDialect(threecx, { options })).toThrow(message);
  });
});
