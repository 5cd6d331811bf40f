import { describe, expect, it } from 'vitest';
import { testDialect } from '../../testing/test-dialect.ts';
import { CALLER, open, phone } from '../../testing/desk-phone.ts';
import { openUrl } from './open-url.ts';
import { replaced } from './placeholders.ts';

describe('a desk phone without call ids, through a relay', () => {
  it('an incoming call that is answered', async () => {
    const desk = await phone();
    for (const rest of [`/incoming?${CALLER}&name=Ada`, '/answered?ext=23', '/hangup?ext=23']) {
      expect(await open(desk, rest)).toEqual({ status: 200, body: '' });
      desk.later(4000);
    }
    expect(await desk.calls()).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        from: { e164: '493023125741', name: 'Ada' },
        answeredBy: { extension: '23' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('a missed call, told as missed and as hang-up', async () => {
    const desk = await phone();
    for (const rest of [`/incoming?${CALLER}`, `/missed?${CALLER}`, '/hangup?ext=23']) {
      await open(desk, rest);
      desk.later(5000);
    }
    expect(await desk.calls()).toMatchObject([{ state: 'ended', missed: true, cause: 'noAnswer' }]);
  });
  it('an outgoing call', async () => {
    const desk = await phone();
    for (const rest of [
      '/outgoing?ext=23&remote=sip:022147103340@pbx.example',
      '/answered?ext=23&remote=sip:022147103340@pbx.example',
      '/hangup?ext=23',
    ]) {
      await open(desk, rest);
      desk.later(3000);
    }
    expect(await desk.calls()).toMatchObject([
      {
        direction: 'out',
        from: { extension: '23' },
        to: { e164: '4922147103340' },
        cause: 'normalClearing',
        missed: false,
      },
    ]);
  });
  it('a hidden number, by word and by an empty field', async () => {
    const desk = await phone();
    await open(desk, '/incoming?remote=sip:anonymous@anonymous.invalid&ext=23');
    await open(desk, '/incoming?remote=&ext=24');
    expect(await desk.calls()).toMatchObject([
      { from: { withheld: true } },
      { from: { withheld: true } },
    ]);
  });
  it('a blocked caller: the phone obeys no answer, and gets none', async () => {
    const desk = await phone({}, { blocked: [{ number: '+493023125741', reason: 'busy' }] });
    expect(await open(desk, `/incoming?${CALLER}`)).toEqual({ status: 200, body: '' });
    expect(openUrl.capabilities.reject).toBe(false);
  });
  it('the same caller ten seconds later is another call', async () => {
    const desk = await phone();
    for (const rest of [`/incoming?${CALLER}`, '/hangup?ext=23', `/incoming?${CALLER}`]) {
      await open(desk, rest);
      desk.later(10_000);
    }
    expect(await desk.calls()).toMatchObject([{ state: 'ended' }, { state: 'ringing' }]);
  });
  it('a restart in the middle of a talk', async () => {
    const before = await phone();
    await open(before, `/incoming?${CALLER}`);
    await open(before, '/answered?ext=23');
    await before.relay.close();
    const after = await phone({}, { databaseUrl: before.relay.databaseUrl });
    await open(after, '/hangup?ext=23');
    expect(await before.calls()).toMatchObject([{ state: 'ended', missed: false }]);
  });
  it('refuses in plain text, and quotes nothing', async () => {
    const desk = await phone();
    expect(await open(desk, '?remote=secretword')).toMatchObject({ status: 422 });
    const { status, body } = await open(desk, '/dance?remote=secretword&ext=23');
    expect([status, body.includes('secretword'), body.includes('dance')]).toEqual([
      422,
      false,
      false,
    ]);
    expect(await open(desk, '/incoming')).toMatchObject({ status: 422 });
    expect(await desk.calls()).toEqual([]);
  });
});

describe('out of the ordinary, through a relay', () => {
  async function played(steps: [rest: string, afterMs: number][], options = {}) {
    const desk = await phone(options);
    for (const [rest, afterMs] of steps) {
      desk.later(afterMs);
      expect((await open(desk, rest)).status).toBe(200);
    }
    return desk.calls();
  }
  it.each(['/missed?ext=23', `/hangup?${CALLER}`, '/hangup?ext=23'])(
    '%s overtakes its ring',
    async (end) => {
      const calls = await played([
        [end, 0],
        [`/incoming?${CALLER}`, 100],
      ]);
      expect(calls).toMatchObject([{ state: 'ended', from: { e164: '493023125741' } }]);
      expect(calls).toHaveLength(1);
    },
  );
  it('a hang-up of a call that nobody told does not end the next ring', async () => {
    const calls = await played([
      ['/hangup?ext=23', 0],
      ['/hangup?ext=23&remote=022147103340', 0],
      [`/incoming?${CALLER}`, 1_500],
    ]);
    expect(calls).toMatchObject([{ state: 'ringing' }]);
  });
  it('answered though its end came first: it was another call that ended', async () => {
    const calls = await played([
      ['/hangup?ext=23', 0],
      [`/incoming?${CALLER}`, 100],
      ['/answered?ext=23', 4_000],
    ]);
    expect(calls).toMatchObject([{ state: 'talking', missed: false }]);
  });
  it('only missed calls are told: they are missed calls', async () => {
    const calls = await played([[`/missed?${CALLER}&name=Ada`, 0]]);
    expect(calls).toMatchObject([
      { direction: 'in', from: { e164: '493023125741' }, to: { extension: '23' }, missed: true },
    ]);
  });
  it('only ends are told: they are no calls', async () => {
    const calls = await played([
      [`/hangup?${CALLER}`, 0],
      [`/hangup?${CALLER}`, 5_000],
    ]);
    expect(calls).toEqual([]);
  });
  it('a variable that the phone does not know leaves the next one', async () => {
    const calls = await played([
      ['/incoming?remote=$remote&number=03023125741&ext=$active_user&local=sip:23@pbx', 0],
    ]);
    expect(calls).toMatchObject([
      { from: { e164: '493023125741' }, to: { extension: '23' }, ringing: [{ extension: '23' }] },
    ]);
  });
  it('an empty field beside a known caller hides nobody', async () => {
    const calls = await played([
      ['/incoming?from=03023125741&remote=&ext=23', 0],
      ['/incoming?from=022147103340&remote=&ext=23', 5_000],
      ['/hangup?from=03023125741&remote=03023125741&ext=23', 5_000],
    ]);
    expect(calls).toMatchObject([
      { from: { e164: '493023125741' }, state: 'ended' },
      { from: { e164: '4922147103340' }, state: 'ringing' },
    ]);
  });
  it('a second hidden caller while one talks', async () => {
    const calls = await played([
      ['/incoming?remote=&ext=23', 0],
      ['/answered?remote=&ext=23', 5_000],
      ['/incoming?remote=anonymous&ext=23', 9_000],
      ['/missed?remote=&ext=23', 9_000],
    ]);
    expect(calls).toMatchObject([{ state: 'talking' }, { state: 'ended', missed: true }]);
  });
  it('a queue rings the phone again at once', async () => {
    const calls = await played([
      [`/incoming?${CALLER}`, 0],
      [`/missed?${CALLER}`, 15_000],
      [`/hangup?${CALLER}`, 20],
      [`/incoming?${CALLER}`, 300],
    ]);
    expect(calls).toMatchObject([{ state: 'ended', missed: true }, { state: 'ringing' }]);
  });
});

describe('a key for every phone', () => {
  it.each(['a-call-id-of-somebody@10.0.0.1', '4711', '23/4711-and-more', '~made-up'])(
    'the phone of one key cannot end the call %j of another',
    async (id) => {
      const desk = await phone({ devices: { 'key-of-ada-1': '23', 'key-of-bob-2': '24' } });
      const callid = encodeURIComponent(id);
      await open(desk, `/key-of-ada-1/incoming?remote=03023125741&callid=${callid}`);
      const [call] = await desk.calls();
      for (const told of [id, `23/${id}`, call!.nativeId]) {
        const rest = `hangup?remote=03023125741&callid=${encodeURIComponent(told)}`;
        await open(desk, `/key-of-bob-2/${rest}`);
      }
      const hers = async () =>
        (await desk.calls()).find(({ nativeId }) => nativeId === call!.nativeId);
      expect(await hers()).toMatchObject({ state: 'ringing' });
      await open(desk, `/key-of-ada-1/hangup?callid=${callid}`);
      expect(await hers()).toMatchObject({ state: 'ended' });
    },
  );
  const devices = { 'key-of-ada-1': '23', 'key-of-bob-2': '24' };
  it('says who the phone is, whatever the address says', async () => {
    const desk = await phone({ devices });
    await open(desk, `/key-of-bob-2/incoming?remote=03023125741&ext=23`);
    expect(await desk.calls()).toMatchObject([{ to: { extension: '24' } }]);
  });
  it('is wanted once there are keys, and is not in the journal', async () => {
    const desk = await phone({ devices });
    for (const rest of [
      '/incoming',
      '/wrong-key/incoming',
      '/key-of-ada-/incoming',
      '/__proto__/incoming',
    ]) {
      expect(await open(desk, `${rest}?${CALLER}`)).toMatchObject({ status: 401 });
    }
    const dialect = testDialect(openUrl, { options: { devices } });
    const query = new URLSearchParams(CALLER);
    const body = await dialect.receive({ ...REQUEST, rest: '/key-of-ada-1/incoming', query }, 1000);
    expect(body).toMatchObject({ ok: true });
    expect(JSON.stringify(body)).not.toContain('key-of-ada-1');
  });
  it('options say what to write', () => {
    const parse = (options: unknown) => () => testDialect(openUrl, { options });
    expect(parse({ devices: { short: '23' } })).toThrow('8 to 100');
    expect(parse({ devices: { 'key-of-ada-1': '' } })).toThrow('extension or account');
    expect(parse({ phones: {} })).toThrow('never');
  });
});

const REQUEST = {
  method: 'GET' as const,
  url: '',
  header: () => undefined,
  contentType: undefined,
  body: new Uint8Array(),
};

describe('variables that nobody replaced', () => {
  it.each(['$remote', '${caller}', '{number}', '{{number}}', '%CALLER%', '%NUMBER%', '[Number]'])(
    '%s',
    (text) => expect(replaced(text)).toBeUndefined(),
  );
  it.each(['\ufffdLLER%', 'sip:$remote@pbx', '<$remote_party>', '#{number}', '$call-id'])(
    '%s',
    (text) => expect(replaced(text)).toBeUndefined(),
  );
  it.each([
    '+4930',
    '<unknown>',
    'anonymous',
    '',
    'Ada $ Co',
    'sip:ada@pbx',
    '100%',
    '*21#',
    '[23]',
  ])('%j is a value', (text) => expect(replaced(text)).toBe(text));
});
