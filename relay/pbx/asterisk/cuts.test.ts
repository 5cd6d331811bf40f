/**
 * The connection is lost at any line of any recording, and comes back with a snapshot. Lines in the
 * gap are never heard. What is right then:
 *
 * - state, who rings and who talks are those of the uncut call, as soon as the snapshot is read;
 * - the two sides are the same; nobody is named who was not rung or did not talk;
 * - nothing rings for ever: what is over in the end is over here too;
 * - a reported end tells missed and answered rightly; where that cannot be known (answered and over
 *   within the gap) the end is marked as guessed.
 */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../../lib/core/call.ts';
import { deviceOf } from './channels.ts';
import { type RecordedStream, recordedStream } from './fake-channels.ts';
import { recall, resume } from './snapshot.ts';
import type { AmiMessage } from './wire.ts';
import {
  createTestLedger,
  type ExpectedCall,
  recordings,
  summary,
  testTranslator,
} from './testing.ts';

/** A channel is there, and up, a few milliseconds before an event says so. */
const LAG_MS = 5;
const GAPS = [0, 6, 1000];

type Comeback = 'the same relay' | 'a restarted relay';

function cutRun(
  stream: RecordedStream,
  cut: number,
  gap: number,
  comeback: Comeback,
  mayAsk = true,
) {
  const { messages, rowsAfter } = stream;
  const ledger = createTestLedger();
  let translator = testTranslator();
  for (const { message, at } of messages.slice(0, cut)) ledger.record(translator.read(message, at));
  const known = ledger.calls().map(({ nativeId }) => nativeId);
  const back = Math.min(messages.length, cut + gap);
  const at = (messages[back - 1] ?? messages[0])?.at ?? 0;
  if (comeback === 'a restarted relay') translator = testTranslator();
  if (mayAsk) {
    const { events, runningIds } = resume(translator, rowsAfter(back), ledger.open(), at);
    ledger.record(events);
    for (const { nativeId } of ledger
      .open()
      .filter((call) => !runningIds.includes(call.nativeId))) {
      ledger.record([
        { source: 'pbx', kind: 'hangup', callId: nativeId, at: at + 50, end: { guessed: true } },
      ]);
    }
  } else recall(translator, ledger.open());
  const resumed = structuredClone(ledger.calls());
  for (const { message, at: when } of messages.slice(back))
    ledger.record(translator.read(message, when));
  return { resumed, known, alone: eachAlone(rowsAfter(back)), calls: ledger.calls(), back };
}

/** Names the place in what goes wrong there. */
function at(place: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
  }
}

function eachAlone(rows: readonly AmiMessage[]): boolean {
  return new Set(rows.map((row) => row.get('Linkedid'))).size === rows.length;
}

/** The calls of the uncut stream after one line, its time, and the phone that it begins to ring. */
interface Moment {
  calls: Call[];
  at: number;
  rings?: string | undefined;
}

function truth({ messages, rowsAfter }: RecordedStream): Moment[] {
  const ledger = createTestLedger();
  const translator = testTranslator();
  ledger.record(resume(translator, rowsAfter(0), [], (messages[0]?.at ?? 1) - 1).events);
  return [
    { calls: structuredClone(ledger.calls()), at: messages[0]?.at ?? 0 },
    ...messages.map(({ message, at }) => {
      ledger.record(translator.read(message, at));
      const dialled = message.get('Event') === 'DialBegin' ? message.get('DestChannel') : undefined;
      const rings = dialled && deviceOf(dialled);
      return { calls: structuredClone(ledger.calls()), at, rings };
    }),
  ];
}

describe.each(recordings())('$name', ({ text, expected }) => {
  const stream = recordedStream(text);
  const uncut = truth(stream);
  const lines = uncut.length - 1;
  const known = [...expected.calls, ...(expected.underWay ?? [])].map((call) => ({
    ...call,
    rang: [...call.rang, ...(expected.mayRing ?? [])],
  }));

  test.each<Comeback>(['the same relay', 'a restarted relay'])(
    'is cut at every line, and %s comes back with a snapshot',
    (comeback) => {
      for (let cut = 0; cut <= lines; cut++) {
        for (const gap of GAPS) {
          const { resumed, calls, back, ...about } = cutRun(stream, cut, gap, comeback);
          // A caller whom nobody knew and who is alone on the line is told when somebody is wanted.
          const silent = about.alone && about.known.length === 0;
          at(`cut after ${cut}, back after ${back}`, () => {
            if (!silent) expectTrueState(resumed, around(uncut, back));
            for (const call of calls) expectRightEnd(call, known, cut + gap < lines);
            expect(calls.length).toBeLessThanOrEqual(known.length);
          });
          if (back === lines) break;
        }
      }
    },
  );

  test('is cut at every line, and nobody may ask for a snapshot', () => {
    for (let cut = 0; cut <= lines; cut++) {
      const { calls } = cutRun(stream, cut, 0, 'a restarted relay', false);
      for (const call of calls) {
        const { direction, state } = summary(call);
        const full = known.find((one) => one.direction === direction);
        expect(full).toBeDefined();
        // The end of a call that was known before is heard by the id of its first channel.
        expect(state).toBe(full?.state);
      }
    }
  });
});

/** The states between which Asterisk is at that line: its channels and its events differ a little. */
function around(uncut: readonly Moment[], back: number): Moment[] {
  const at = uncut[back]?.at ?? 0;
  const first = uncut.findIndex((one) => one.at >= at - LAG_MS);
  const near = uncut.slice(first).filter((one) => one.at <= at + LAG_MS);
  return [...(first > 0 ? [uncut[first - 1]!] : []), ...near];
}

/** Right after the snapshot: the same calls run, in the same state, with the same people. */
function expectTrueState(resumed: readonly Call[], real: readonly Moment[]): void {
  const running = (calls: readonly Call[]) =>
    JSON.stringify(
      calls
        .filter(({ state }) => state !== 'ended')
        .map((call) => ({
          id: call.nativeId,
          direction: call.direction,
          state: call.state === 'queued' ? 'ringing' : call.state,
          from: summary(call).from,
          talks: call.talkers.at(-1)?.party.extension,
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  const phones = (calls: readonly Call[]) =>
    calls.flatMap(({ ringing }) => ringing.flatMap(({ account }) => account ?? []));
  const states = real.map(({ calls }) => running(calls));
  expect(states).toContain(running(resumed));
  const rings = phones(resumed);
  const sometimes = real.flatMap((moment) => [...phones(moment.calls), moment.rings]);
  const always = sometimes.filter((one) =>
    real.every(({ calls }) => phones(calls).includes(one ?? '')),
  );
  expect(sometimes).toEqual(expect.arrayContaining(rings));
  expect(rings).toEqual(expect.arrayContaining(always));
}

function expectRightEnd(call: Call, known: readonly ExpectedCall[], more: boolean): void {
  const is = summary(call);
  const candidates = known.filter(
    ({ direction, from }) => direction === is.direction && from === is.from,
  );
  expect(candidates).not.toEqual([]);
  const full =
    candidates.find(({ cause }) => cause === is.cause) ?? (candidates[0] as ExpectedCall);
  const people = [...full.rang, ...full.talked];
  expect(['', full.to, full.talked.at(-1)]).toContain(is.to);
  for (const one of is.rang) expect(people).toContain(one);
  expect(full.talked.filter((one) => is.talked.includes(one))).toEqual(is.talked);
  expect(is.state).toBe(full.state === 'ended' || !more ? is.state : full.state);
  if (full.state === 'ended') expect(is.state).toBe('ended');
  if (call.state !== 'ended') return;
  if (call.endGuessed) {
    // Never told as answered when nobody knows of it.
    expect(is.missed).toBe(is.direction === 'in' && is.talked.length === 0);
    return;
  }
  expect(is.missed).toBe(full.missed);
  const answered = full.talked.length > 0;
  expect(answered ? [full.cause] : [full.cause, 'cancel', 'noAnswer']).toContain(is.cause);
}
