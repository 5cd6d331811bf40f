/** Other ways to build an Asterisk than the recorded one. */
import { expect, test } from 'vitest';
import { handMade } from './hand-made.ts';

const TRUNK = 'PJSIP/provider-00000001';
const caller = { CallerIDNum: '030 55571600', CallerIDName: 'Erika', Exten: '493012300' };

test('a queue whose members are rung through Local channels rings their phones (FreePBX)', () => {
  const pbx = handMade();
  pbx.channel(TRUNK, TRUNK, caller);
  pbx.send('QueueCallerJoin', { Channel: TRUNK, Uniqueid: TRUNK, Linkedid: TRUNK, Queue: '400' });
  for (const half of ['1', '2']) pbx.channel(`Local/23@from-queue-0000;${half}`, TRUNK);
  pbx.send('AgentCalled', {
    Channel: TRUNK,
    Uniqueid: TRUNK,
    Linkedid: TRUNK,
    MemberName: 'Alice',
    Interface: 'Local/23@from-queue/n',
    DestChannel: 'Local/23@from-queue-0000;1',
    DestUniqueid: 'Local/23@from-queue-0000;1',
    DestLinkedid: TRUNK,
  });
  pbx.dial(TRUNK, 'Local/23@from-queue-0000;1', TRUNK);
  pbx.channel('PJSIP/23-00000002', TRUNK, { CallerIDNum: '23' });
  pbx.dial('Local/23@from-queue-0000;2', 'PJSIP/23-00000002', TRUNK);
  expect(pbx.ledger.open()[0]?.ringing.map(({ account }) => account)).toEqual(['PJSIP/23']);
  pbx.dialled('Local/23@from-queue-0000;2', 'PJSIP/23-00000002', TRUNK, 'ANSWER');
  pbx.dialled(TRUNK, 'Local/23@from-queue-0000;1', TRUNK, 'ANSWER');
  pbx.hangup('Local/23@from-queue-0000;1', TRUNK);
  pbx.hangup('Local/23@from-queue-0000;2', TRUNK);
  expect(pbx.calls()[0]).toMatchObject({
    state: 'talking',
    queue: '400',
    rang: ['23'],
    talked: ['23'],
  });
  pbx.hangup(TRUNK, TRUNK);
  expect(pbx.calls()[0]).toMatchObject({ state: 'ended', cause: 'normalClearing', missed: false });
});

test('click-to-dial through a Local channel: the own phone is folded, the rest is one outgoing call', () => {
  const pbx = handMade();
  const [one, two] = ['Local/23@from-internal-0001;1', 'Local/23@from-internal-0001;2'];
  pbx.channel(one, one);
  pbx.channel(two, one);
  pbx.dial(undefined, one, one);
  pbx.channel('PJSIP/23-00000001', one, { CallerIDNum: '23', CallerIDName: 'Alice' });
  pbx.dial(two, 'PJSIP/23-00000001', one);
  pbx.dialled(two, 'PJSIP/23-00000001', one, 'ANSWER');
  pbx.dialled(undefined, one, one, 'ANSWER');
  expect(pbx.calls()).toEqual([]);
  pbx.channel(TRUNK, one);
  pbx.dial(one, TRUNK, one, { Exten: '03055571600', DestCallerIDNum: '03055571600' });
  pbx.hangup(one, one);
  pbx.dialled('PJSIP/23-00000001', TRUNK, one, 'ANSWER');
  expect(pbx.calls()).toMatchObject([
    { direction: 'out', from: '23', to: '493055571600', talked: ['23'], state: 'talking' },
  ]);
  pbx.hangup(two, one);
  pbx.hangup(TRUNK, one);
  pbx.hangup('PJSIP/23-00000001', one);
  expect(pbx.calls()).toMatchObject([{ state: 'ended', cause: 'normalClearing' }]);
  expect(pbx.translator.memory.size).toBe(0);
});

test('the phone joins two calls by itself (REFER with Replaces): one call, handed over', () => {
  const pbx = handMade();
  pbx.channel(TRUNK, TRUNK, caller);
  pbx.channel('PJSIP/23-00000002', TRUNK, { CallerIDNum: '23' });
  pbx.dial(TRUNK, 'PJSIP/23-00000002', TRUNK);
  pbx.dialled(TRUNK, 'PJSIP/23-00000002', TRUNK, 'ANSWER');
  const asks = 'PJSIP/23-00000003';
  pbx.channel(asks, asks, { CallerIDNum: '23', Exten: '24' });
  pbx.channel('PJSIP/24-00000004', asks, { CallerIDNum: '24' });
  pbx.dial(asks, 'PJSIP/24-00000004', asks);
  pbx.dialled(asks, 'PJSIP/24-00000004', asks, 'ANSWER');
  pbx.send('AttendedTransfer', {
    Result: 'Success',
    OrigTransfererUniqueid: 'PJSIP/23-00000002',
    OrigTransfererLinkedid: TRUNK,
    SecondTransfererUniqueid: asks,
    SecondTransfererLinkedid: asks,
  });
  pbx.hangup('PJSIP/23-00000002', TRUNK);
  pbx.hangup(asks, asks);
  expect(pbx.calls()).toMatchObject([
    { direction: 'in', state: 'talking', talked: ['23', '24'], transfers: ['attended 23 24'] },
    { direction: 'internal', state: 'ended', cause: 'normalClearing' },
  ]);
  pbx.hangup(TRUNK, TRUNK);
  pbx.hangup('PJSIP/24-00000004', TRUNK);
  expect(pbx.calls()[0]).toMatchObject({ state: 'ended', missed: false });
  expect(pbx.translator.memory.size).toBe(0);
});

test('who dialled hands over and goes: the call lives on until the others hang up', () => {
  const pbx = handMade();
  const alice = 'PJSIP/23-00000001';
  pbx.channel(alice, alice, { CallerIDNum: '23', Exten: '03055571600' });
  pbx.channel(TRUNK, alice);
  pbx.dial(alice, TRUNK, alice);
  pbx.dialled(alice, TRUNK, alice, 'ANSWER');
  pbx.send('BlindTransfer', {
    Result: 'Success',
    Extension: '24',
    IsExternal: 'Yes',
    TransfererUniqueid: alice,
    TransfererLinkedid: alice,
    TransfereeUniqueid: TRUNK,
    TransfereeLinkedid: alice,
  });
  pbx.hangup(alice, alice);
  pbx.channel('PJSIP/24-00000003', alice, { CallerIDNum: '24' });
  pbx.dial(TRUNK, 'PJSIP/24-00000003', alice);
  pbx.dialled(TRUNK, 'PJSIP/24-00000003', alice, 'ANSWER');
  expect(pbx.calls()).toMatchObject([
    { direction: 'out', state: 'talking', transfers: ['blind 23 24'] },
  ]);
  pbx.hangup(TRUNK, alice);
  pbx.hangup('PJSIP/24-00000003', alice);
  expect(pbx.calls()).toMatchObject([{ state: 'ended' }]);
});

test('two phones of ours: an internal call', () => {
  const pbx = handMade();
  pbx.channel('PJSIP/23-1', 'PJSIP/23-1', { CallerIDNum: '23', Exten: '24' });
  pbx.channel('PJSIP/24-2', 'PJSIP/23-1', { CallerIDNum: '24' });
  pbx.dial('PJSIP/23-1', 'PJSIP/24-2', 'PJSIP/23-1');
  expect(pbx.calls()).toMatchObject([
    { direction: 'internal', from: '23', to: '24', rang: ['24'] },
  ]);
});

test('a caller who is put through to a mobile phone: it rings outside, and the answer counts', () => {
  const pbx = handMade();
  pbx.channel(TRUNK, TRUNK, caller);
  pbx.channel('PJSIP/provider-00000002', TRUNK);
  pbx.dial(TRUNK, 'PJSIP/provider-00000002', TRUNK, { DestCallerIDNum: '01701234567' });
  pbx.dialled(TRUNK, 'PJSIP/provider-00000002', TRUNK, 'ANSWER');
  pbx.hangup(TRUNK, TRUNK);
  expect(pbx.calls()).toMatchObject([{ direction: 'in', talked: ['491701234567'], missed: false }]);
});

test.each(['anonymous', 'Restricted', 'unknown', 'withheld', '0', '', '<unknown>'])(
  'the caller id %j is a caller who hides',
  (text) => {
    const pbx = handMade();
    pbx.channel(TRUNK, TRUNK, { ...caller, CallerIDNum: text });
    pbx.channel('PJSIP/23-2', TRUNK, { CallerIDNum: '23' });
    pbx.send('DialBegin', {
      Channel: TRUNK,
      Uniqueid: TRUNK,
      Linkedid: TRUNK,
      CallerIDNum: text,
      DestChannel: 'PJSIP/23-2',
      DestUniqueid: 'PJSIP/23-2',
      DestLinkedid: TRUNK,
    });
    expect(pbx.ledger.calls()[0]?.from).toEqual({ withheld: true });
  },
);

test('a number that came with the wish not to show it is not shown', () => {
  const pbx = handMade();
  pbx.channel(TRUNK, TRUNK, caller);
  pbx.send('NewCallerid', {
    Channel: TRUNK,
    Uniqueid: TRUNK,
    Linkedid: TRUNK,
    CallerIDNum: '03055571600',
    'CID-CallingPres': '32 (Presentation Prohibited, Not Screened)',
  });
  pbx.channel('PJSIP/23-2', TRUNK, { CallerIDNum: '23' });
  pbx.dial(TRUNK, 'PJSIP/23-2', TRUNK);
  expect(pbx.ledger.calls()[0]?.from).toEqual({ withheld: true });
});

test('trunks are told by their prefix when the admin names them', () => {
  const pbx = handMade({ trunks: ['SIP/sipgate', 'DAHDI/'] });
  pbx.channel('SIP/sipgate-1', 'SIP/sipgate-1', caller);
  pbx.channel('SIP/reception-2', 'SIP/sipgate-1', { CallerIDNum: 'reception' });
  pbx.dial('SIP/sipgate-1', 'SIP/reception-2', 'SIP/sipgate-1');
  expect(pbx.ledger.calls()[0]).toMatchObject({
    direction: 'in',
    ringing: [{ account: 'SIP/reception' }],
  });
});

test('busy, then the next one does not answer: the last attempt names the cause', () => {
  const pbx = handMade();
  pbx.channel(TRUNK, TRUNK, caller);
  for (const [phone, status] of [
    ['PJSIP/23-2', 'BUSY'],
    ['PJSIP/24-3', 'NOANSWER'],
  ] as const) {
    pbx.channel(phone, TRUNK);
    pbx.dial(TRUNK, phone, TRUNK);
    pbx.dialled(TRUNK, phone, TRUNK, status);
    pbx.hangup(phone, TRUNK, '26');
  }
  expect(pbx.calls()[0]?.state).toBe('ringing');
  pbx.hangup(TRUNK, TRUNK, '0');
  expect(pbx.calls()).toMatchObject([{ state: 'ended', cause: 'noAnswer', missed: true }]);
});

test('Asterisk shuts down: nothing talks or rings any more, and it is marked as guessed', () => {
  const pbx = handMade();
  pbx.channel(TRUNK, TRUNK, caller);
  pbx.channel('PJSIP/23-2', TRUNK);
  pbx.dial(TRUNK, 'PJSIP/23-2', TRUNK);
  pbx.send('Shutdown', { Shutdown: 'Uncleanly', Restart: 'True' });
  expect(pbx.ledger.calls()[0]).toMatchObject({ state: 'ended', endGuessed: true });
  expect(pbx.translator.memory.size).toBe(0);
});
