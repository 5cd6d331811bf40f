import metadata from 'libphonenumber-js/max/metadata';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';
import { createPhone } from '../../lib/core/phone.ts';
import { createLedger } from '../calls/ledger.ts';
import { readNumber } from '../pbx/parties.ts';
import { openDatabase } from '../store/database.ts';
import { testConfig } from '../testing/test-relay.ts';
import { createMask } from './mask.ts';

const connection = {
  id: 'main',
  dialect: 'generic',
  secret: 'long-connection-secret',
  enabled: true,
  options: {
    host: 'pbx.example',
    login: { password: 'hunter22' },
    apiToken: '1234',
    trunks: ['x'],
  },
};
const config = testConfig({ connections: [connection] });
const open = createMask(config);
const masked = createMask({ ...config, journal: { maskNumbers: true } });
const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });

function event(about: Partial<PbxEvent> = {}): PbxEvent {
  return { source: 'main', kind: 'new', callId: '1795229560.0', at: 1795229560000, ...about };
}

describe('SE1: secrets never reach the journal', () => {
  it.each([
    'event=newCall&x=long-connection-secret',
    'https://relay.example/pbx/main/long-connection-secret/in',
    '{"password":"hunter22"}',
    '{"other":"hunter22"}',
    'pin=1234&x=1',
    'token=anything-at-all&event=x',
    'access_token=abcdef',
    'Authorization: Bearer abc.def.ghi',
    'authorization: Basic dXNlcjpwYXNz',
    '{"client_secret": "what ever"}',
    'user[password]=hunter3&x=1',
    'https://relay:hunter3@pbx.example/x',
  ])('%s', (text) => {
    const shown = open.text(text);
    expect(shown).toContain('***');
    expect(shown).not.toMatch(
      /long-connection-secret|hunter|=1234|anything|abcdef|abc\.def|dXNlcj|what/,
    );
  });
  it('a short secret hides no part of a number', () => {
    expect(open.text('from=+4912345678&event=x')).toBe('from=+4912345678&event=x');
  });
  it('what is no secret stays', () => {
    expect(open.text('event=newCall&host=pbx.example&trunk=x')).toBe(
      'event=newCall&host=pbx.example&trunk=x',
    );
  });
  it('takes a moment for the largest input, whatever it holds', () => {
    const hostile = ['a', '1', '1 ', '//a:', 'token', '%2', '12345-', '"', '\u0660'];
    const startedAt = performance.now();
    for (const piece of hostile) {
      masked.text(piece.repeat(64_000 / piece.length), event({ callId: piece.repeat(3) }));
    }
    // Quadratic time would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('SE2: numbers keep their last three digits only', () => {
  it.each([
    ['from=+493023125741&to=23', 'from=+*********741&to=23'],
    ['from=%2B49%20(0)30%2F231257-41&x=1', 'from=%2B**%20(*)**%2F*****7-41&x=1'],
    ['{"from":"030 231257-41"}', '{"from":"*** *****7-41"}'],
    ['sip:493023125741@host', 'sip:*********741@host'],
    ['from=%34%39%33%30%32%33%31%32%35%37%34%31', 'from=*********741'],
    ['ts=2026-11-21T10:00:00Z', 'ts=2026-11-21T10:00:00Z'],
    ['ext=23&pin=12345', 'ext=23&pin=12345'],
  ])('%s', (text, shown) => {
    expect(masked.text(text)).toBe(shown);
  });
  it('call ids stay, unless they hold the number', () => {
    const from = readNumber('+493023125741', phone);
    const plain = event({ from, legId: '1795229560.1' });
    expect(masked.text('id=1795229560.0&leg=1795229560.1&x=1795229569.9', plain)).toBe(
      'id=1795229560.0&leg=1795229560.1&x=********69.9',
    );
    const holding = event({ from, callId: '03023125741-1700' });
    expect(masked.text('id=03023125741-1700', holding)).not.toContain('23125');
    expect(JSON.stringify(masked.event(holding))).not.toContain('23125');
  });
  it('a local number that is as short as an internal one', () => {
    const from = { raw: '60985', e164: '493060985' };
    expect(masked.text('from=60985&to=23', event({ from }))).toBe('from=**985&to=23');
    expect(masked.event(event({ from })).from).toEqual({ raw: '**985', e164: '******985' });
  });
  it('everything else of the event stays', () => {
    const whole = event({
      direction: 'in',
      from: readNumber('+493023125741', phone),
      to: { extension: '23', raw: '23' },
      targets: [{ name: 'Ada', account: 'PJSIP/23' }],
      end: { cause: 'busy', q850: 17 },
      seq: 7,
    });
    expect(masked.event(whole)).toEqual({
      ...whole,
      from: { raw: '+*********741', e164: '*********741' },
    });
    expect(open.event(whole)).toEqual(whole);
  });
  it('no number of a party is left in input and event, however it is written', () => {
    const spellings = fc
      .tuple(
        fc.constantFrom('+49', '0049', '0', '+49 (0)', '%2B49'),
        fc.stringMatching(/^[2-9]\d{8,9}$/),
        fc.constantFrom('', ' ', '-', '/', '.', '%20'),
      )
      .map(([head, digits, between]) => ({
        digits,
        text: head + digits.slice(0, 3) + between + digits.slice(3),
      }));
    fc.assert(
      fc.property(spellings, fc.string(), ({ digits, text }, around) => {
        const from = readNumber(decodeURIComponent(text), phone);
        const one = event({ from });
        const shown = `${masked.text(`${around}&from=${text}&x`, one)} ${JSON.stringify(masked.event(one))}`;
        expect(shown.replace(/%20|[ \-/.]/g, '')).not.toContain(digits);
      }),
    );
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, callId) => {
        const one = event({ callId, from: { raw: text, e164: callId }, targets: [{ name: text }] });
        expect(typeof masked.text(text, one)).toBe('string');
        expect(masked.event(one).at).toBe(one.at);
      }),
    );
  });
});

describe('SE3: the call itself stays as it is', () => {
  it('the journal row is masked, snapshot and repeated answer are not', async () => {
    const { db, close } = await openDatabase('sqlite::memory:');
    onTestFinished(close);
    const dial: Verdict = { action: 'dial', callerId: '493012300', number: '493023125741' };
    const ledger = await createLedger({ db, decide: () => dial, mask: masked });
    const to = readNumber('+493023125741', phone);
    const input = {
      event: event({ direction: 'out', to }),
      raw: 'to=%2B493023125741&token=verysecret',
      wording: (verdict: Verdict) => JSON.stringify(verdict),
    };
    const first = await ledger.record(input);
    const again = await ledger.record(input);
    expect(again).toMatchObject({ ignored: 'doubled', verdict: dial });
    expect(first.call.to.e164).toBe('493023125741');
    const rows = await db.selectFrom('events').select(['raw', 'parsed', 'answer']).execute();
    expect(JSON.stringify(rows)).not.toMatch(/23125|verysecret|493012300/);
    expect(rows[0]?.raw).toBe('to=%2B*********741&token=***');
    const call = await db.selectFrom('calls').select(['remote', 'snapshot']).executeTakeFirst();
    expect(call).toMatchObject({ remote: '493023125741' });
  });
});
