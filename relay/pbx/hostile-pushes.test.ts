import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOptions } from '../testing/pbx-samples.ts';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { findDialect } from './registry.ts';

const RUNS = 300;
/** Words that some of the dialects look for. */
const KEYS = [
  'event',
  'type',
  'msg',
  'members',
  'call_id',
  'callId',
  'from',
  'to',
  'remote',
  'number',
  'ext',
  'user',
  'cause',
  'data',
  'state',
  'duration',
  'CallType',
  '__proto__',
  'constructor',
];
const WORDS = [
  'newCall',
  'answer',
  'hangup',
  'incoming',
  'ringing',
  '30011',
  '30012',
  'Missed',
  '$remote',
  '+493023125741',
  '23',
  '',
];
const RESTS = [
  '',
  '/incoming',
  '/hangup',
  '/lookup',
  '/report',
  '/a/b/c/d/e/f',
  '/%',
  '/__proto__',
];

const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: 'binary', maxLength: 20 }));
const text = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constant('\ud800'),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    text,
    fc.integer(),
    fc.double(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    tie('value').map((inner) => JSON.stringify(inner)),
  ),
}));
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.dictionary(key, value, { maxKeys: 8 }).map((fields) => JSON.stringify(fields)),
  fc
    .array(fc.tuple(key, text), { maxLength: 8 })
    .map((pairs) => pairs.map(([name, one]) => `${name}=${one}`).join('&')),
);
const contentType = fc.constantFrom(
  undefined,
  '',
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
);

const HUGE: [string, string][] = [
  ['lists 10,000 deep', `{"event":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ['objects 10,000 deep', `${'{"data":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['never closed', '{"data":'.repeat(8_000)],
  ['in a text', JSON.stringify({ type: 30011, msg: '[['.repeat(15_000) })],
  ['a huge key', JSON.stringify({ ['k'.repeat(60_000)]: 1, event: 'newCall' })],
  ['a huge form key', `${'k'.repeat(60_000)}=1&event=newCall`],
  ['a huge number', `{"event":"newCall","callId":${'9'.repeat(50_000)}}`],
  ['a huge id', `event=newCall&callId=${'9'.repeat(60_000)}`],
  [
    'many members',
    JSON.stringify({ type: 30011, msg: { call_id: '1', members: Array(5_000).fill({}) } }),
  ],
  [
    'prototypes',
    '{"__proto__":{"event":"newCall","callId":"1"},"constructor":{"prototype":{"polluted":1}}}',
  ],
  ['prototypes by form', '__proto__[event]=newCall&constructor.prototype.polluted=1&event=newCall'],
];

describe.each(['open-url', 'field-mapping', 'yeastar', 'fusionpbx', 'threecx-crm', 'generic'])(
  'RI7: %s',
  (id) => {
    const dialect = testDialect(findDialect(id)!, { options: sampleOptions(id) });

    async function send(
      sent: string | Uint8Array,
      about: { rest?: string; contentType?: string | undefined; query?: string },
    ) {
      const query = new URLSearchParams(about.query ?? '');
      const request = testRequest(sent, {
        rest: about.rest ?? '',
        contentType: about.contentType,
        query,
      });
      const received = await dialect.receive(request, 1_795_000_000_000);
      if (received.ok) {
        for (const event of received.events) {
          expect(event.source).toBe('main');
          expect(event.callId.length).toBeGreaterThan(0);
          expect(event.callId.length).toBeLessThanOrEqual(250);
          expect(Number.isFinite(event.at)).toBe(true);
          expect(JSON.stringify(event).length).toBeLessThan(100_000);
        }
        expect(received.events.length).toBeLessThanOrEqual(200);
      } else {
        expect([401, 422]).toContain(received.status);
        expect(received.reason.length).toBeLessThan(200);
      }
      return received;
    }

    it('any bytes and fields', async () => {
      await fc.assert(
        fc.asyncProperty(body, contentType, fc.constantFrom(...RESTS), async (sent, type, rest) => {
          await send(sent, { rest, contentType: type });
        }),
        { numRuns: RUNS },
      );
    });
    it('any query', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(key, text)),
          fc.constantFrom(...RESTS),
          async (pairs, rest) => {
            const query = new URLSearchParams(pairs).toString();
            await send('', { rest, query });
          },
        ),
        { numRuns: RUNS },
      );
    });
    it.each(HUGE)('%s', async (_name, sent) => {
      for (const rest of RESTS) await send(sent, { rest, contentType: 'application/json' });
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      expect(Object.hasOwn(Object.prototype, 'event')).toBe(false);
    });
    it('a refusal quotes nothing', async () => {
      for (const sent of [
        'event=secretword&callId=secretword',
        '{"type":"secretword"',
        '{"data":{"call":{"state":"secretword"}}}',
      ]) {
        const received = await send(sent, { rest: '/secretword' });
        if (!received.ok) expect(received.reason).not.toContain('secretword');
      }
    });
  },
);
