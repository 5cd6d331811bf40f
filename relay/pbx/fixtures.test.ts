import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pushSamples, recordings, sampleFolders, sampleOptions } from '../testing/pbx-samples.ts';
import { testDialect, testRequest } from '../testing/test-dialect.ts';
import { DIALECTS, findDialect } from './registry.ts';

const page = (id: string) =>
  fileURLToPath(new URL(`../../docs/telephony/${id}.md`, import.meta.url));

/** When the samples were sent: near the times some of them name. */
const AT = Date.parse('2026-11-18T11:06:40Z');
/** Where the national numbers of the samples belong, when not in Berlin. */
const HOME: Record<string, string> = { verimor: 'TR' };

describe.each(DIALECTS.map(({ id }) => id))('dialect %s', (id) => {
  it('has samples', () => {
    expect(pushSamples(id).length + recordings(id).length).toBeGreaterThan(0);
  });
  it('has a page that an admin can follow', () => {
    expect(existsSync(page(id))).toBe(true);
  });
});

describe('every folder of samples', () => {
  it.each(sampleFolders())('%s is of a dialect', (id) => {
    expect(findDialect(id)?.id).toBe(id);
  });
});

const samples = sampleFolders().flatMap((id) =>
  pushSamples(id).map((sample) => [id, sample.file, sample] as const),
);

describe('samples of pushes', () => {
  it.each(samples)('%s: %s', async (id, _file, { about, source, request, events }) => {
    expect(about).toMatch(/\w/);
    expect(source).toMatch(/^(documented|recorded|made up)/);
    const homeCountry = HOME[id];
    const dialect = testDialect(findDialect(id)!, {
      options: sampleOptions(id),
      clock: () => AT,
      ...(homeCountry !== undefined && { phone: { homeCountry, areaCode: undefined } }),
    });
    const { headers = {}, query = '', body = '', method = 'POST', rest = '' } = request;
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const received = await dialect.receive(
      testRequest(body, {
        method,
        rest,
        headers: lower,
        query: new URLSearchParams(query),
        contentType: request.contentType ?? lower['content-type'],
      }),
      AT,
    );
    expect(received).toMatchObject({ ok: true });
    if (!received.ok) return;
    expect(received.events).toHaveLength(events.length);
    expect(received.events).toMatchObject(events);
    expect(received.events.every(({ source: from }) => from === 'main')).toBe(true);
  });
});
