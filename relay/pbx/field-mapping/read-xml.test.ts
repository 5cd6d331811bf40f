import { describe, expect, it } from 'vitest';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { fieldMapping } from './field-mapping.ts';

describe('XML', () => {
  const dialect = testDialect(fieldMapping, {
    options: {
      fields: {
        event: 'event.type',
        callId: 'event.call["@id"]',
        direction: { constant: 'in' },
        from: 'event.call.caller',
        user: 'event.call.phones.phone',
      },
    },
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <!-- from the PBX -->
    <event xmlns="urn:x"><type>ringing</type>
      <call id='x&quot;7'><caller>+49 30 23125741</caller>
      <phones><phone>23</phone><phone> 24 </phone></phones><empty/></call>
    </event>`;
  it.each([undefined, 'text/xml', 'application/json', 'application/x-www-form-urlencoded'])(
    'sent as %s',
    async (contentType) => {
      expect(await dialect.events(xml, { contentType })).toMatchObject([
        {
          kind: 'new',
          callId: 'x"7',
          from: { e164: '493023125741' },
          targets: [{ extension: '23' }, { extension: '24' }],
        },
      ]);
    },
  );
  it('each of a list', async () => {
    const options = { fields: { event: 'type', callId: 'id' }, each: 'calls.call' };
    const list = testDialect(fieldMapping, { options });
    const call = (id: number) => `<call><type>ringing</type><id>${id}</id></call>`;
    expect(await list.events(`<calls>${call(1)}${call(2)}</calls>`)).toHaveLength(2);
    expect(await list.events(`<calls>${call(1)}</calls>`)).toHaveLength(1);
  });
  it.each([
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>&x;</a>',
    '<a>&amp</a>',
    '<a><b></a></b>',
    '<a>',
    '<a/><b/>',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a>x</a>secretword',
    '<![CDATA[x]]>',
    `${'<a>'.repeat(20)}${'</a>'.repeat(20)}`,
    `<a>${'<b/>'.repeat(1_001)}</a>`,
    '<__proto__ ><type>ringing</type></__proto__ >x',
  ])('%.60s is refused', async (body) => {
    const received = await dialect.receive(testRequest(body), 1000);
    expect(received).toMatchObject({ ok: false, status: 422 });
    expect(JSON.stringify(received)).not.toContain('secretword');
  });
  it('reads whatever there is in linear time', async () => {
    const hostile = ['<'.repeat(60_000), `<a ${'b '.repeat(30_000)}`, `<a>${' '.repeat(60_000)}`];
    hostile.push(
      `<a ${'b="'.repeat(20_000)}`,
      `<a>${'&'.repeat(60_000)}`,
      `<!--${'-'.repeat(60_000)}`,
    );
    const before = performance.now();
    for (const body of hostile) await dialect.receive(testRequest(body), 1000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
