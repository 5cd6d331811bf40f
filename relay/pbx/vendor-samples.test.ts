import { describe, expect, it } from 'vitest';
import { pushSamples, sampleOptions } from '../testing/pbx-samples.ts';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { findDialect } from './registry.ts';

const AT = 1_795_000_000_000;
/** Where the samples' national numbers belong. */
const HOME: Record<string, string> = { verimor: 'TR' };

describe.each(['didww', 'placetel', 'sipgate', 'telnyx', 'twilio', 'verimor'])('%s', (id) => {
  const samples = pushSamples(id);
  it('has samples', () => {
    expect(samples.length).toBeGreaterThan(3);
  });
  it.each(samples.map((sample) => [sample.file, sample] as const))('%s', async (_file, sample) => {
    const { rest = '', query = '', contentType, body = '' } = sample.request;
    const homeCountry = HOME[id];
    const dialect = testDialect(findDialect(id)!, {
      options: sampleOptions(id),
      clock: () => AT,
      ...(homeCountry !== undefined && { phone: { homeCountry, areaCode: undefined } }),
    });
    const about = { rest, query: new URLSearchParams(query), contentType };
    const received = await dialect.receive(testRequest(body, about), AT);
    expect(received).toMatchObject({ ok: true });
    if (!received.ok) return;
    expect(received.events).toEqual(
      sample.events.map((event) => ({ source: 'main', at: AT, ...event })),
    );
  });
});
