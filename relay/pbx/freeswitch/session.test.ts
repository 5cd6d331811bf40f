import { afterEach, describe, expect, it } from 'vitest';
import { testDialect } from '../../testing/test-dialect.ts';
import { linkOf, testLink } from '../../testing/test-link.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { bridge, fromTrunk, hangup, toUser } from './fake-channels.ts';
import { eslEvent, type FakeFreeswitch, startFakeFreeswitch } from './fake-freeswitch.ts';
import { freeswitch } from './freeswitch.ts';
import { eslSession } from './session.ts';
import { testContext } from '../../testing/test-context.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

async function fakeSwitch(): Promise<FakeFreeswitch> {
  const fake = await startFakeFreeswitch();
  ended.push(fake.close);
  return fake;
}

function connect(fake: FakeFreeswitch, password = 'ClueCon') {
  const link = testLink(freeswitch, { options: { host: '127.0.0.1', port: fake.port, password } });
  ended.push(link.stop);
  return link;
}

async function up() {
  const fake = await fakeSwitch();
  const link = connect(fake);
  await link.until('up', () => link.status().state === 'up');
  return { fake, link };
}

const A = fromTrunk('a', '03023125741', '493012300');
const B = toUser('b', 'a', '23');
const C = toUser('c', 'a', '24');
const CREATE = 'CHANNEL_CREATE';
const RINGING = [A(CREATE), B(CREATE)];
const TALKING = [B('CHANNEL_ANSWER'), A('CHANNEL_ANSWER'), bridge('a', 'b')];

const ROW_A = {
  uuid: 'a',
  direction: 'inbound',
  created_epoch: '1795229560',
  name: 'sofia/external/03023125741@sip.example',
  callstate: 'RINGING',
  cid_num: '03023125741',
  dest: '493012300',
  context: 'public',
  call_uuid: 'a',
};
const ROW_B = {
  uuid: 'b',
  direction: 'outbound',
  created_epoch: '1795229561',
  name: 'sofia/internal/23@10.0.0.9:5060',
  presence_id: '23@pbx.example',
  callstate: 'RINGING',
  cid_num: '03023125741',
  dest: '23',
  callee_name: 'Agent 23',
  call_uuid: 'a',
};
const ROW_C = {
  ...ROW_B,
  uuid: 'c',
  name: 'sofia/internal/24@10.0.0.9',
  presence_id: '24@pbx',
  dest: '24',
  callee_name: 'Agent 24',
};
const active = <T extends object>(row: T) => ({ ...row, callstate: 'ACTIVE' });

describe('logs in', () => {
  it('with the password, subscribes, asks for the channels, in this order', async () => {
    const { fake } = await up();
    expect(fake.commands[0]).toBe('auth');
    expect(fake.commands[1]).toMatch(/^event json CHANNEL_CREATE .* CUSTOM callcenter::info$/);
    expect(fake.commands[2]).toBe('api show channels as json');
  });
  it('a wrong password is refused, and told to nobody', async () => {
    const link = connect(await fakeSwitch(), 'wrong-one');
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    const reason = link.statuses.find(({ state }) => state === 'down')?.reason;
    expect(reason).toContain('wrong password');
    expect(JSON.stringify(link.statuses)).not.toContain('wrong-one');
  });
  it('an address that is not allowed says where to allow it', async () => {
    const fake = await fakeSwitch();
    fake.rude = true;
    const link = connect(fake);
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    expect(link.statuses.find(({ state }) => state === 'down')?.reason).toContain(
      'apply-inbound-acl',
    );
  });
  it('stops while the other side says nothing', async () => {
    const fake = await fakeSwitch();
    fake.deaf = true;
    const link = connect(fake);
    await link.stop();
    expect(link.status()).toMatchObject({ state: 'down', reason: 'stopped' });
  });
});

describe('hears', () => {
  it('events that come byte by byte, with letters beyond ASCII', async () => {
    const { fake, link } = await up();
    const named = { ...B(CREATE), 'Caller-Callee-ID-Name': 'Zoë Müller 👋' };
    fake.write(eslEvent(A(CREATE)) + eslEvent(named), true);
    await link.until('rings', () => link.calls()[0]?.ringing.length === 1);
    expect(link.calls()[0]?.ringing[0]?.name).toBe('Zoë Müller 👋');
  });
  it('a whole call; its raw form holds only what was read', async () => {
    const { fake, link } = await up();
    fake.send({ ...A(CREATE), variable_sip_auth_password: 'hidden' }, B(CREATE), ...TALKING);
    await link.until('talks', () => link.calls()[0]?.state === 'talking');
    fake.send(hangup('b'), hangup('a'));
    await link.until('ended', () => link.calls()[0]?.state === 'ended');
    expect(link.calls()).toHaveLength(1);
    expect(link.raws.join()).not.toContain('hidden');
  });
  it('what happens while it logs in', async () => {
    const fake = await fakeSwitch();
    fake.channels = [ROW_A, ROW_B];
    fake.beforeSnapshot = () => fake.send(...TALKING);
    const link = connect(fake);
    await link.until('talks', () => link.calls()[0]?.state === 'talking');
    expect(link.calls()).toHaveLength(1);
  });
  it('a call that ended while it logs in does not stay', async () => {
    const fake = await fakeSwitch();
    fake.channels = [ROW_A, ROW_B];
    fake.beforeSnapshot = () => fake.send(hangup('b', 'ORIGINATOR_CANCEL'), hangup('a'));
    const link = connect(fake);
    await link.until('ended', () => link.calls()[0]?.state === 'ended');
  });
});

describe('a connection that dies comes back, and its state is true again', () => {
  async function cut(
    { fake, link }: Awaited<ReturnType<typeof up>>,
    channels: Record<string, string>[],
  ) {
    const seen = link.statuses.length;
    fake.channels = channels;
    fake.cut();
    await link.until('up again', () => link.statuses.slice(seen).some((s) => s.state === 'up'));
  }
  async function ringing() {
    const both = await up();
    both.fake.send(...RINGING, C(CREATE));
    await both.link.until('rings', () => both.link.calls()[0]?.ringing.length === 2);
    return both;
  }

  it('still ringing: nothing changed, nothing is told twice', async () => {
    const both = await ringing();
    const before = both.link.calls()[0]?.version;
    await cut(both, [ROW_A, ROW_B, ROW_C]);
    expect(both.link.calls()).toHaveLength(1);
    expect(both.link.calls()[0]).toMatchObject({ state: 'ringing', version: before });
  });
  it('one phone stopped ringing meanwhile', async () => {
    const both = await ringing();
    await cut(both, [ROW_A, ROW_C]);
    expect(both.link.calls()[0]).toMatchObject({
      state: 'ringing',
      ringing: [{ extension: '24' }],
    });
  });
  it('answered meanwhile, and its later end is heard', async () => {
    const both = await ringing();
    await cut(both, [active(ROW_A), active(ROW_C)]);
    expect(both.link.calls()[0]).toMatchObject({
      state: 'talking',
      answeredBy: { extension: '24' },
      ringing: [],
    });
    both.fake.send(hangup('c'), hangup('a'));
    await both.link.until('ended', () => both.link.calls()[0]?.state === 'ended');
    expect(both.link.calls()[0]).toMatchObject({ endGuessed: false, missed: false });
  });
  it('ended meanwhile: closed, flagged as guessed', async () => {
    const both = await ringing();
    await cut(both, []);
    expect(both.link.calls()[0]).toMatchObject({ state: 'ended', endGuessed: true, missed: true });
  });
  it('a new call meanwhile, and one from outside by now handed over', async () => {
    const both = await up();
    both.fake.send(...RINGING, ...TALKING);
    await both.link.until('talks', () => both.link.calls()[0]?.state === 'talking');
    const fresh = { ...ROW_A, uuid: 'n', call_uuid: 'n', cid_num: '03055571600' };
    await cut(both, [active(ROW_A), active(ROW_C), fresh, { ...ROW_B, uuid: 'm', call_uuid: 'n' }]);
    const [old, second] = both.link.calls();
    expect(old?.talkers.map(({ party }) => party.extension)).toEqual(['23', '24']);
    expect(second).toMatchObject({
      nativeId: 'n',
      state: 'ringing',
      from: { e164: '493055571600' },
      ringing: [{ extension: '23' }],
    });
  });
  it('a caller who began to wait in a queue meanwhile', async () => {
    const both = await up();
    const queue = { application: 'callcenter', application_data: 'support@default' };
    await cut(both, [{ ...active(ROW_A), ...queue }]);
    expect(both.link.calls()).toMatchObject([{ state: 'queued', queue: { name: 'support' } }]);
  });
  it('after a restart of the switch everything is over', async () => {
    const both = await ringing();
    both.fake.channels = [];
    const seen = both.link.statuses.length;
    both.fake.goodbye();
    await both.link.until('back', () =>
      both.link.statuses.slice(seen).some(({ state }) => state === 'up'),
    );
    expect(both.link.calls()[0]).toMatchObject({ state: 'ended', endGuessed: true });
  });
});

describe('silence', () => {
  const quick = (fake: FakeFreeswitch) => {
    const context = testContext(freeswitch.id);
    const access = { host: '127.0.0.1', port: fake.port, password: 'ClueCon', trunks: [] };
    const next = createReceiptOrder(Date.now);
    const link = linkOf({ session: (given) => eslSession(given, context, access, next, 40) });
    ended.push(link.stop);
    return link;
  };
  it('is broken by asking', async () => {
    const fake = await fakeSwitch();
    const link = quick(fake);
    await link.until('up', () => link.status().state === 'up');
    await fake.asked('api status');
    expect(link.statuses.some(({ state }) => state === 'down')).toBe(false);
  });
  it('that is not broken is a dead connection', async () => {
    const fake = await fakeSwitch();
    const link = quick(fake);
    await link.until('up', () => link.status().state === 'up');
    fake.deaf = true;
    await link.until('down', () => link.statuses.some(({ state }) => state === 'down'));
    expect(link.statuses.find(({ state }) => state === 'down')?.reason).toContain(
      'does not answer',
    );
  });
});

describe('options', () => {
  it.each([
    ['ClueCon@10.0.0.1:8022', { host: '10.0.0.1', port: 8022, password: 'ClueCon', trunks: [] }],
    ['p@ss:w@10.0.0.1', { host: '10.0.0.1', port: 8021, password: 'p@ss:w', trunks: [] }],
  ])('shorthand', (text, options) => expect(freeswitch.shorthand?.(text)).toEqual({ options }));
  it.each(['', 'ClueCon', '@host', 'x@host:port'])('shorthand %j says what to write', (text) => {
    expect(freeswitch.shorthand?.(text)).toBe('write freeswitch:PASSWORD@host:8021');
  });
  it.each([
    [{}, 'password'],
    [{ password: 'a\nb' }, 'in one line'],
    [{ password: 'a', port: 99_999 }, 'port number'],
    [{ password: 'a', trunks: 'x' }, 'list'],
  ])('%j', (options, message) => {
    expect(() => testDialect(freeswitch, { options })).toThrow(message);
  });
});
