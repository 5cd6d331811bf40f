import { expect, test } from 'vitest';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { match, past, pastCalls } from '../../tests/gallery/sample-history.ts';
import { NOW, sampleCall, withheld } from '../../tests/gallery/sample-cards.ts';
import { lineOutcome, outcomeText, spanText, whereText, whoOf } from './call-line.ts';
import { shortMoment } from './short-moment.ts';

const en = createTexts('en');

test('each call of the past has one outcome', () => {
  expect(pastCalls.map(lineOutcome)).toEqual([
    'answered',
    'missed',
    'voicemail',
    'missed',
    'placed',
    'unreached',
    'forwarded',
    'internal',
    'answered',
  ]);
  expect(lineOutcome(sampleCall())).toBe('live');
});

test('a colleague who was not reached is a colleague still', () => {
  const words = (talkMs: number, voicemail = false) => {
    const call = past('x', 0, talkMs, { direction: 'internal', missed: false, voicemail });
    expect(lineOutcome(call)).toBe('internal');
    return outcomeText(call, en);
  };
  expect(words(1_000)).toBe('Colleague');
  expect(words(0)).toBe('Colleague\u00a0· Not reached');
  expect(words(0, true)).toBe('Colleague\u00a0· Voicemail');
});

test('what ended without an outcome for the team was sent elsewhere, or nobody took it', () => {
  const call = past('x', 0, 0, { missed: false });
  expect(lineOutcome(call)).toBe('missed');
  expect(lineOutcome({ ...call, forwarded: true })).toBe('forwarded');
});

const who = (...matches: Parameters<typeof match>[]) => {
  const call = past('x', 0, 0);
  return whoOf({ remote: { ...call.remote, matches: matches.map((one) => match(...one)) } }, en);
};

test('names the person who is sure, else the likeliest and how many others', () => {
  expect(who(['Ida'])).toMatchObject({ name: 'Ida', others: 0, number: '+49 30 609854180' });
  expect(who(['Ida'], ['Ben', { userId: 2 }])).toMatchObject({ name: 'Ida', others: 1 });
  expect(
    who(['Ida', { reason: { kind: 'organization' }, weight: 90 }], ['Ben', { weight: 50 }]),
  ).toMatchObject({ name: 'Ben', others: 0 });
  expect(
    who(['Ida', { reason: { kind: 'picked' }, weight: 100 }], ['Ben', { weight: 50 }]),
  ).toMatchObject({ name: 'Ida', others: 0 });
});

test('a guess names nobody; an organisation goes by its name', () => {
  const near = { reason: { kind: 'block' as const }, weight: 25 };
  expect(who(['Ida', near])).toMatchObject({ name: '+49 30 609854180', others: 0, number: '' });
  const call = past('x', 0, 0);
  const own = { name: 'Kranbau', reason: { kind: 'organization' as const }, weight: 38 };
  expect(whoOf({ remote: { ...call.remote, matches: [own] } }, en)).toMatchObject({
    name: 'Kranbau',
    number: '+49 30 609854180',
  });
});

test('without a person: the telephone’s name, the number, or that it was withheld', () => {
  const { remote } = past('x', 0, 0, { remote: { ...withheld } });
  expect(whoOf({ remote }, en)).toEqual({ name: 'Number withheld', others: 0, number: '' });
  const named = { ...remote, withheld: false, display: '24', name: 'Ben' };
  expect(whoOf({ remote: named }, en)).toEqual({ name: 'Ben', others: 0, number: '24' });
  expect(whoOf({ remote: { ...named, name: undefined } }, en)).toEqual({
    name: '24',
    others: 0,
    number: '',
  });
});

test('says how long: talk time, else the wait of who called us', () => {
  expect(spanText(past('x', 0, 130_000), en)).toBe('2:10');
  expect(spanText(past('x', 0, 0), en)).toBe('waited 0:18');
  expect(spanText(past('x', 0, 0, { direction: 'out' }), en)).toBe('0:18');
  expect(spanText(past('x', 0, 0, { manual: true }), en)).toBe('');
  expect(spanText(sampleCall(), en)).toBe('');
});

test('a queue that is the line stands there once', () => {
  expect(whereText(past('x', 0, 1_000, { queue: 'Support' }))).toBe('Support\u00a0· Anna Adler');
  expect(whereText(past('x', 0, 0, { queue: 'Second' }))).toBe('Support\u00a0· Second');
});

test('a moment is as short as it can be', () => {
  expect(shortMoment(NOW - 60_000, NOW, en)).toBe('12:03');
  expect(shortMoment(NOW - 2 * 86_400_000, NOW, en)).toBe('Thu 12:04');
  expect(shortMoment(NOW - 30 * 86_400_000, NOW, en)).toContain('Oct');
  expect(shortMoment(NOW + 2 * 86_400_000, NOW, en)).toContain('Nov');
});
