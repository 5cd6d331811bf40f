import { describe, expect, it } from 'vitest';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { startVendorRelay } from '../../testing/vendor-relay.ts';
import { fusionpbx } from './fusionpbx.ts';

const CALL = 'direction=in&callId=0f1c+a2@10.0.0.5';
const NEW = `event=newCall&from=+493023125741&to=100&${CALL}&user[]=Ticket%20System`;
const ANSWER = `event=answer&user=100&from=+493023125741&to=030231250&${CALL}`;
const hangup = (leg: string, cause: string) =>
  `event=hangup&answeringNumber=${leg}&from=+493023125741&to=030231250&${CALL}&cause=${cause}`;

async function calls(pushes: string[], changes = {}) {
  let now = 1_795_000_000_000;
  const vendor = await startVendorRelay('fusionpbx', {}, { clock: () => (now += 1000), changes });
  const answers: string[] = [];
  for (const push of pushes) {
    const { status, body } = await vendor.post('', push);
    expect(status).toBe(200);
    answers.push(body);
  }
  return { calls: await vendor.calls(), answers };
}

describe('through a relay', () => {
  it('a group of three: one is busy, one takes it, one loses the race', async () => {
    const { calls: all } = await calls([
      NEW,
      hangup('101', 'USER_BUSY'),
      ANSWER,
      hangup('102', 'LOSE_RACE'),
      hangup('100', 'NORMAL_CLEARING'),
    ]);
    expect(all).toMatchObject([
      {
        from: { e164: '493023125741' },
        answeredBy: { extension: '100' },
        state: 'ended',
        cause: 'normalClearing',
        missed: false,
        endGuessed: false,
      },
    ]);
    expect(all[0]!.everRang).not.toContainEqual(expect.objectContaining({ name: 'Ticket System' }));
  });
  it('talks on while only a leg has ended', async () => {
    const { calls: all } = await calls([
      NEW,
      hangup('101', 'NO_ANSWER'),
      ANSWER,
      hangup('102', 'LOSE_RACE'),
    ]);
    expect(all).toMatchObject([{ state: 'talking' }]);
  });
  it('missed: the caller gives up, and every leg says so', async () => {
    const { calls: all } = await calls([
      NEW,
      hangup('100', 'ORIGINATOR_CANCEL'),
      hangup('101', 'ORIGINATOR_CANCEL'),
    ]);
    expect(all).toMatchObject([{ state: 'ended', missed: true, cause: 'cancel' }]);
  });
  it('missed: nobody picks up; the end is concluded', async () => {
    const { calls: all } = await calls([NEW, hangup('100', 'NO_ANSWER')]);
    expect(all).toMatchObject([{ state: 'ended', missed: true, endGuessed: true }]);
  });
  it('a leg that nobody announced is no missed call', async () => {
    const { calls: all } = await calls([
      hangup('100', 'NORMAL_CLEARING'),
      'event=hangup&answeringNumber=&from=100&to=&direction=in&callId=&cause=NORMAL_CLEARING',
    ]);
    expect(all).toMatchObject([{ missed: false }]);
  });
  it('hidden and outgoing calls', async () => {
    const { calls: all } = await calls([
      'event=newCall&from=anonymous&to=100&direction=in&callId=1@x',
      'event=newCall&from=100&to=022147103340&direction=out&callId=2@x',
      'event=answer&direction=out&callId=2@x',
      'event=hangup&direction=out&callId=2@x&cause=NORMAL_CLEARING',
    ]);
    expect(all).toMatchObject([
      { from: { withheld: true } },
      { direction: 'out', to: { e164: '4922147103340' }, cause: 'normalClearing' },
    ]);
  });
  it('a blocked caller is answered for the script to read', async () => {
    const { answers } = await calls([NEW, NEW], {
      blocked: [{ number: '+493023125741', reason: 'busy' }],
    });
    expect(answers.map((body) => JSON.parse(body) as unknown)).toEqual([
      { action: 'reject', reason: 'busy' },
      { action: 'reject', reason: 'busy' },
    ]);
  });
});

describe('a caller who writes fields into the number', () => {
  const dialect = testDialect(fusionpbx);
  // RFC 3261 allows & and = in the user part of a SIP address, and nobody encodes them here.
  it.each([
    `event=hangup&from=+49&callId=of-another@10.0.0.9&to=100&${CALL}&cause=NORMAL_CLEARING`,
    `event=newCall&from=anonymous&callId=of-another@10.0.0.9&to=100&${CALL}`,
    `event=newCall&from=+49&event=hangup&to=100&${CALL}`,
    `event=newCall&from=+49&call_id=of-another@10.0.0.9&to=100&${CALL}`,
  ])('%s ends no call of another', async (body) => {
    const received = await dialect.receive(testRequest(body), 1000);
    expect(received).toMatchObject({ ok: false, status: 422 });
  });
  it('the same said twice is fine', async () => {
    expect(await dialect.events(`${NEW}&callid=0f1c+a2@10.0.0.5`)).toHaveLength(1);
  });
});

describe('bodies that nobody encoded', () => {
  const dialect = testDialect(fusionpbx);
  const first = async (body: string) => (await dialect.events(body))[0]!;
  it.each([
    ['from=+493023125741', { from: { e164: '493023125741' } }],
    ['from=%2B493023125741', { from: { e164: '493023125741' } }],
    ['from=030 23125741', { from: { e164: '493023125741' } }],
    ['from=100&user=50% Ada', { targets: [{ name: '50% Ada' }] }],
    ['from=100&user=Zo\u00eb', { targets: [{ name: 'Zo\u00eb' }] }],
  ])('%s', async (part, event) => {
    expect(await first(`event=newCall&callId=1&direction=in&to=100&${part}`)).toMatchObject(event);
  });
  it('one id, encoded or not', async () => {
    const plain = await first('event=newCall&callId=a@b&to=100');
    expect((await first('event=newCall&callId=a%40b&to=100')).callId).toBe(plain.callId);
  });
  it('other constants can be ignored', async () => {
    const other = testDialect(fusionpbx, { options: { ignoreUsers: ['Queue'] } });
    const [event] = await other.events('event=newCall&callId=1&to=100&user[]=queue&user[]=Ada');
    expect(event).toMatchObject({ targets: [{ name: 'Ada' }] });
  });
});
