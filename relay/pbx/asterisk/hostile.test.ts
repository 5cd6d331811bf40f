/** Events in any order and of any content, and limits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handMade } from './hand-made.ts';
import { MAX_CALLS } from './memory.ts';
import { readRecording } from './replay.ts';
import { createTestLedger, recordings, testTranslator } from './testing.ts';

test('calls that never end are forgotten, the longest silent first', () => {
  const pbx = handMade();
  for (let index = 0; index < MAX_CALLS + 50; index++)
    pbx.channel(`PJSIP/x-${index}`, `call-${index}`);
  expect(pbx.translator.memory.size).toBe(MAX_CALLS);
  expect(pbx.translator.memory.find('call-0')).toBeUndefined();
  expect(pbx.translator.memory.find(`call-${MAX_CALLS}`)).toBeDefined();
});

test('a call of endless channels keeps a few of them', () => {
  const pbx = handMade();
  for (let index = 0; index < 5_000; index++) pbx.channel(`PJSIP/x-${index}`, 'call');
  expect(pbx.translator.memory.find('call')?.channels.size).toBeLessThanOrEqual(200);
});

const messages = recordings().flatMap(({ text }) =>
  readRecording(text).map(({ message }) => message),
);

test('recorded messages in any order and number: nothing throws, all that ended stays ended', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...messages), { maxLength: 60 }), (some) => {
      const translator = testTranslator();
      const ledger = createTestLedger();
      const ended = new Set<string>();
      for (const [index, message] of some.entries()) {
        ledger.record(translator.read(message, 1_000 + index));
        for (const { nativeId, state } of ledger.calls()) {
          if (state === 'ended') ended.add(nativeId);
          else expect(ended.has(nativeId)).toBe(false);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('any fields: nothing throws', () => {
  const key = fc.constantFrom(
    'Event',
    'Channel',
    'Uniqueid',
    'Linkedid',
    'DestChannel',
    'DestUniqueid',
    'DestLinkedid',
    'DialStatus',
    'Exten',
    'CallerIDNum',
    'Queue',
    'Forward',
    'Result',
    'OrigTransfererUniqueid',
    'TransfererUniqueid',
    'Cause',
  );
  const event = fc.constantFrom(
    'Newchannel',
    'DialBegin',
    'DialEnd',
    'AgentCalled',
    'AgentConnect',
    'QueueCallerJoin',
    'QueueCallerAbandon',
    'BlindTransfer',
    'AttendedTransfer',
    'HangupRequest',
    'Hangup',
    'Shutdown',
    'NewCallerid',
    'constructor',
  );
  const value = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'Local/1@x;1',
      'Local/1@x;2',
      'PJSIP/23-1',
      'Success',
      'ANSWER',
      '',
      '<unknown>',
    ),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  const message = fc.tuple(event, fc.array(fc.tuple(key, value), { maxLength: 10 }));
  fc.assert(
    fc.property(fc.array(message, { maxLength: 40 }), (list) => {
      const pbx = handMade();
      for (const [name, fields] of list) {
        for (const told of pbx.send(name, Object.fromEntries(fields))) {
          expect(told.callId.length).toBeLessThanOrEqual(250);
        }
      }
    }),
    { numRuns: 500 },
  );
});
