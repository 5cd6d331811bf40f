import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../lib/core/call.ts';
import { readXml } from '../../testing/read-xml.ts';
import { testDialect, testRequest } from '../../testing/test-dialect.ts';
import { form } from '../../testing/vendor-relay.ts';
import { placetel } from './placetel.ts';
import { signPlacetel } from './placetel-signature.ts';

const BODY = form({ event: 'IncomingCall', from: '02214710334', to: '03023125000', call_id: 'a' });

describe('signature', () => {
  const dialect = testDialect(placetel, {
    options: { signingSecret: 'new', previousSigningSecret: 'old' },
  });
  const receive = (signature: string | undefined, body = BODY) =>
    dialect.receive(
      testRequest(body, {
        headers: signature === undefined ? {} : { 'x-placetel-signature': signature },
      }),
      1000,
    );

  it("is the vendor's own example", () => {
    const body =
      'call_id=4a4cbb39578170aed9a2761a7bec8c7e704a541f52291ef603d6f5f152980c3c&event=CallAccepted&from=0123456789&to=0987654321';
    expect(signPlacetel('12345', body)).toBe(
      'c4f823c5b8806432fe2b83b1fc2ee714422e0cdfb4b5129152a7d0bbcd7792d0',
    );
  });
  it('with the secret in use, and with the one before', async () => {
    expect(await receive(signPlacetel('new', BODY))).toMatchObject({ ok: true });
    expect(await receive(signPlacetel('old', BODY))).toMatchObject({ ok: true });
  });
  it('wrong, of another body, missing', async () => {
    const wrong = { ok: false, status: 401, reason: 'the signature is wrong' };
    expect(await receive(signPlacetel('older', BODY))).toEqual(wrong);
    expect(await receive(signPlacetel('new', BODY), `${BODY} `)).toEqual(wrong);
    expect(await receive('x')).toEqual(wrong);
    expect(await receive(undefined)).toMatchObject({ status: 401 });
    expect(await receive('')).toMatchObject({ status: 401 });
  });
  it('is asked for only when a secret is set', async () => {
    expect(await testDialect(placetel).receive(testRequest(BODY), 1000)).toMatchObject({
      ok: true,
    });
  });
});

describe('answer', () => {
  const request = { rest: '', query: new URLSearchParams() };
  const words = (verdict: Verdict, continueWith?: unknown) => {
    const options = continueWith === undefined ? {} : { continueWith };
    const { contentType, body } = testDialect(placetel, { options }).answer!(verdict, request);
    expect(contentType).toMatch(/^application\/xml/);
    return readXml(body).children;
  };
  const goOn: Verdict = { action: 'continue' };

  it('turns nobody away where it is only notified', () => {
    expect(words({ action: 'reject', reason: 'busy' })).toEqual([]);
  });
  it('busy is a word, rejected is none', () => {
    const way = { group: '12' };
    expect(words({ action: 'reject', reason: 'busy' }, way)).toEqual([
      { name: 'Reject', attributes: { reason: 'busy' }, children: [] },
    ]);
    expect(words({ action: 'reject', reason: 'rejected' }, way)).toEqual([
      { name: 'Reject', attributes: {}, children: [] },
    ]);
  });
  it('Notify: nothing; a caller id cannot be set', () => {
    expect(words(goOn)).toEqual([]);
    expect(words({ action: 'dial', callerId: '49301', number: '49302' })).toEqual([]);
  });
  it('Call Control: the way the call goes on, and a blocked one all the same', () => {
    expect(words(goOn, { routingPlan: '123' })).toMatchObject([
      { name: 'RoutingPlan', attributes: { id: '123' } },
    ]);
    expect(words(goOn, { group: '7' })).toMatchObject([{ name: 'Group', attributes: { id: '7' } }]);
    expect(words(goOn, { queue: '7' })).toMatchObject([{ name: 'Queue', attributes: { id: '7' } }]);
    expect(words({ action: 'reject', reason: 'busy' }, { queue: '7' })).toMatchObject([
      { name: 'Reject' },
    ]);
  });
  it('Call Control: forwards to several', () => {
    const targets = ['7777abcdefg@fpbx.de', '022129191999'];
    expect(words(goOn, { targets, ringSeconds: 30 })).toEqual([
      {
        name: 'Forward',
        attributes: {},
        children: [
          {
            name: 'Target',
            attributes: { ringtime: '30' },
            children: targets.map((one) => ({ name: 'Number', attributes: {}, children: [one] })),
          },
        ],
      },
    ]);
  });
  it.each([
    [{ routingPlan: '"/><Hangup/>' }],
    [{ targets: [] }],
    [{ targets: ['a b'] }],
    [{ targets: ['<Hangup/>'] }],
    [{ group: 12 }],
    [{ nothing: '1' }],
  ])('options: %j', (continueWith) => {
    expect(() => testDialect(placetel, { options: { continueWith } })).toThrow(/must/);
  });
});

describe('what it reads', () => {
  const dialect = testDialect(placetel);
  const hungUp = (more: Record<string, string>) =>
    dialect.events(form({ event: 'HungUp', call_id: 'a', ...more }), {}, 100_000);

  it('the answer of an outgoing call lies its talk time before the end', async () => {
    const events = await hungUp({ type: 'accepted', duration: '60', direction: 'out' });
    expect(events).toMatchObject([
      { kind: 'answer', at: 40_000, direction: 'out' },
      { kind: 'hangup', at: 100_000, end: { cause: 'normalClearing', talkMs: 60_000 } },
    ]);
  });
  it.each([
    [{ type: 'missed', duration: '60' }],
    [{ type: 'accepted', duration: '0' }],
    [{ type: 'accepted' }],
    [{ type: 'accepted', duration: '-5' }],
    [{ type: 'accepted', duration: '1e9' }],
    [{ type: 'accepted', duration: '0x10' }],
    [{ duration: '60' }],
  ])('%j is no answer', async (more: Record<string, string>) => {
    expect((await hungUp(more)).map(({ kind }) => kind)).toEqual(['hangup']);
  });
  it('a talk time beyond reason is cut', async () => {
    const [answer] = await hungUp({ type: 'accepted', duration: '9999999' });
    expect(100_000 - (answer?.at ?? 0)).toBe(7 * 24 * 3600 * 1000);
  });
  it('internal calls name SIP users', async () => {
    const [event] = await hungUp({
      type: 'canceled',
      from: '7777aaa@fpbx.de',
      to: '7777bbb@fpbx.de',
      direction: 'out',
    });
    expect(event).toMatchObject({
      direction: 'internal',
      from: { account: '7777aaa@fpbx.de' },
      to: { account: '7777bbb@fpbx.de' },
      end: { cause: 'cancel' },
    });
  });
  it.each([
    ['event=HungUp', '"call_id" is missing'],
    ['call_id=a', '"event" is missing'],
    ['event=Nonsense&call_id=a', 'is none of'],
  ])('%s is refused, in XML', async (body, reason) => {
    const received = await dialect.receive(testRequest(body), 1000);
    expect(received.ok ? '' : received.reason).toContain(reason);
    expect(readXml(dialect.refuse!(422, reason)!.body).name).toBe('Response');
  });
});
