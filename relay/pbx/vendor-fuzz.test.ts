import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../lib/core/call.ts';
import { pushSamples, sampleOptions } from '../testing/pbx-samples.ts';
import { readXml } from '../testing/read-xml.ts';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { findDialect } from './registry.ts';

const RUNS = 300;
const AT = 1_795_000_000_000;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', ' ', '__proto__', 'constructor', '\u0000', '+', '-1', '1e309', '<x>&"\''),
  fc.constant('9'.repeat(3000)),
);

/** Every name and every value of the samples, so that hostile values reach what reads them. */
function vocabulary(id: string) {
  const forms = pushSamples(id)
    .map(({ request }) => request.body ?? '')
    .filter((body) => !body.startsWith('{'))
    .flatMap((body) => [...new URLSearchParams(body)]);
  const pairs = forms.length > 0 ? forms : [['a', 'b'] as [string, string]];
  return {
    key: fc.oneof(fc.constantFrom(...pairs.map(([key]) => key)), text),
    value: fc.oneof(fc.constantFrom(...pairs.map(([, value]) => value)), text),
  };
}

function bodies(id: string): fc.Arbitrary<Uint8Array> {
  const { key, value } = vocabulary(id);
  const encode = (one: string) => new TextEncoder().encode(one);
  const form = fc
    .array(fc.tuple(key, value), { maxLength: 40 })
    .map((pairs) => encode(new URLSearchParams(pairs).toString()));
  const types = fc.constantFrom('call.started', 'call.connected', 'call.ended', 'call.cdr.created');
  const nested = fc
    .record({ type: fc.oneof(types, text), global_tag: text, data: fc.jsonValue({ maxDepth: 8 }) })
    .map((one) => encode(JSON.stringify(one)));
  const deep = fc.nat(15_000).map((depth) => encode('[{"data":'.repeat(depth)));
  return fc.oneof(
    { weight: 6, arbitrary: form },
    { weight: 2, arbitrary: nested },
    { weight: 1, arbitrary: deep },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  );
}

describe.each(['didww', 'placetel', 'sipgate', 'telnyx', 'twilio', 'verimor'])('%s', (id) => {
  const dialect = testDialect(findDialect(id)!, { options: sampleOptions(id), clock: () => AT });

  it(`reads or refuses whatever comes (${RUNS} runs)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        bodies(id),
        fc.constantFrom('', '/in', '/out', '/voice', '/status', '/../x'),
        fc.constantFrom(undefined, 'application/json', 'multipart/form-data; boundary=x', 'x/y'),
        async (body, rest, contentType) => {
          const received = await dialect.receive(
            testRequest(body, contentType === undefined ? { rest } : { rest, contentType }),
            AT,
          );
          if (!received.ok) {
            expect([401, 422]).toContain(received.status);
            expect(received.reason.length).toBeLessThan(200);
            return;
          }
          expect(received.events.length).toBeLessThan(4);
          for (const event of received.events) {
            expect(event.source).toBe('main');
            expect(event.callId.length).toBeGreaterThan(0);
            expect(event.callId.length).toBeLessThanOrEqual(250);
            expect(Number.isFinite(event.at)).toBe(true);
            expect(JSON.stringify(event).length).toBeLessThan(30_000);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it(`answers well-formed, whatever the numbers are (${RUNS} runs)`, () => {
    const verdict: fc.Arbitrary<Verdict> = fc.oneof(
      fc.constant({ action: 'continue' as const }),
      fc.constantFrom('busy' as const, 'rejected' as const).map((reason) => ({
        action: 'reject' as const,
        reason,
      })),
      fc.record({ action: fc.constant('dial' as const), callerId: text, number: text }),
    );
    fc.assert(
      fc.property(verdict, fc.constantFrom('', '/in', '/voice'), text, (one, rest, query) => {
        const url = `https://relay.example/pbx/main/secret${rest}?${query}`;
        const answer = dialect.answer!(one, { rest, query: new URLSearchParams(), url });
        if (answer.contentType.includes('xml')) {
          expect(readXml(answer.body).name).toBe('Response');
        } else expect(answer.body).toBe('OK');
      }),
      { numRuns: RUNS },
    );
  });
});
