import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkError } from '../dialect.ts';
import { testDialect } from '../../testing/test-dialect.ts';
import { eslEvent } from './fake-freeswitch.ts';
import { createEslReader } from './esl-reader.ts';
import { freeswitch } from './freeswitch.ts';
import { asEvents, readChannels } from './snapshot.ts';

const bodies = (bytes: Uint8Array, cuts: readonly number[] = []) => {
  const read = createEslReader();
  const messages = [];
  let at = 0;
  for (const cut of [...cuts, bytes.length]) {
    messages.push(...read(bytes.subarray(at, at + cut)));
    at = Math.min(bytes.length, at + cut);
  }
  return messages.map(({ headers, body }) => [...headers.values(), body]);
};

describe('frames', () => {
  it('headers without a body, then a body', () => {
    const text = 'Content-Type: auth/request\n\nContent-Length: 3\nContent-Type: x\n\nabc';
    expect(bodies(Buffer.from(text))).toEqual([
      ['auth/request', ''],
      ['3', 'x', 'abc'],
    ]);
  });
  it('an empty line too many between messages', () => {
    const text = 'A: 1\n\n\n\nB: 2\n\n';
    expect(bodies(Buffer.from(text))).toEqual([
      ['1', ''],
      ['2', ''],
    ]);
  });
  it('a body of length 0', () => {
    expect(bodies(Buffer.from('Content-Length: 0\n\nA: 1\n\n'))).toEqual([
      ['0', ''],
      ['1', ''],
    ]);
  });
  it('split anywhere gives the same messages', () => {
    const part = fc.oneof(
      fc.constant('Content-Type: auth/request\n\n'),
      fc.dictionary(fc.string(), fc.string({ unit: 'binary' })).map(eslEvent),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.array(fc.nat(40)), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const whole = bodies(bytes);
        expect(whole).toHaveLength(parts.length);
        expect(bodies(bytes, cuts)).toEqual(whole);
        expect(
          bodies(
            bytes,
            Array.from({ length: bytes.length }, () => 1),
          ),
        ).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

describe('RI7: memory is bounded', () => {
  it('an endless header block', () => {
    const read = createEslReader();
    expect(() => {
      for (let count = 0; count < 100; count++) read(Buffer.alloc(1_000, 'x'));
    }).toThrow(LinkError);
  });
  it.each(['-1', '99999999999', '1.5', 'x', 'Infinity'])('Content-Length: %s', (length) => {
    expect(() => createEslReader()(Buffer.from(`Content-Length: ${length}\n\n`))).toThrow(
      LinkError,
    );
  });
  it('a large body byte by byte takes no more than itself', () => {
    const read = createEslReader();
    const length = 300_000;
    read(Buffer.from(`Content-Length: ${length}\n\n`));
    const before = process.memoryUsage().arrayBuffers;
    const byte = Buffer.from('x');
    for (let count = 1; count < length; count++) read(byte);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * length);
    expect(read(byte)[0]?.body).toHaveLength(length);
  });
  it('any bytes are messages or no FreeSWITCH', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(30)), (bytes, cuts) => {
        try {
          expect(bodies(bytes, cuts).length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('RI7: any events and any snapshot are read or ignored', () => {
  const name = fc.constantFrom(
    'CHANNEL_CREATE',
    'CHANNEL_ANSWER',
    'CHANNEL_BRIDGE',
    'CHANNEL_HANGUP_COMPLETE',
    'CUSTOM',
  );
  const id = fc.constantFrom('a', 'b', 'c', '', '__proto__', 'x'.repeat(500));
  const event = fc.record(
    {
      'Event-Name': name,
      'Event-Subclass': fc.constant('callcenter::info'),
      'Unique-ID': id,
      'Channel-Call-UUID': id,
      'Other-Leg-Unique-ID': id,
      'Bridge-A-Unique-ID': id,
      'Bridge-B-Unique-ID': id,
      'CC-Member-Session-UUID': id,
      'CC-Agent-UUID': id,
      'CC-Action': fc.constantFrom('member-queue-start', 'bridge-agent-start', 'agent-offering'),
      'CC-Agent': fc.constantFrom('23@default', '23'),
      variable_cc_member_session_uuid: id,
      variable_other_loopback_leg_uuid: id,
      variable_call_direction: fc.constantFrom('inbound', 'local', '__proto__'),
      'Call-Direction': fc.constantFrom('inbound', 'outbound'),
      'Channel-Name': fc.constantFrom('sofia/external/1', 'sofia/internal/23@x', 'loopback/1-a'),
      'Caller-Caller-ID-Number': fc.constantFrom('23', '03023125741', 'anonymous'),
      'Caller-Destination-Number': fc.constantFrom('23', '03055571600', '*97'),
      'Hangup-Cause': fc.constantFrom('NORMAL_CLEARING', 'BLIND_TRANSFER', 'LOSE_RACE'),
    },
    { requiredKeys: ['Event-Name', 'Unique-ID'] },
  );
  const dialect = testDialect(freeswitch, { options: { password: 'x' } });

  it('channels in any order and relation', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const told = dialect.replay!(events.map((one) => JSON.stringify(one)).join('\n'));
        for (const one of told) {
          expect(one.callId).not.toBe('');
          expect(one.callId.length).toBeLessThanOrEqual(250);
          expect(Number.isFinite(one.at)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
  it('any JSON as a snapshot', () => {
    const row = fc.dictionary(
      fc.constantFrom('uuid', 'call_uuid', 'direction', 'callstate', '__proto__', 'name'),
      fc.oneof(fc.string(), fc.constantFrom('ACTIVE', 'inbound', 'a'), fc.integer()),
    );
    const rows = fc.oneof(fc.array(row), fc.jsonValue());
    fc.assert(
      fc.property(rows, (given) => {
        const read = readChannels(JSON.stringify({ row_count: 1, rows: given }));
        if (read) expect(Array.isArray(asEvents(read, new Set(['a'])))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  it.each(['', '-ERR', 'null', '[]', '{"rows":[]}', '{"row_count":1,"rows":5}'])(
    '%j is none',
    (body) => expect(readChannels(body)).toBeUndefined(),
  );
});
