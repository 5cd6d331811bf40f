import { describe, expect, it } from 'vitest';
import { filledTitle, noteBody, type NoteCall, noteHead, withOutcome } from './note-text.ts';

const call: NoteCall = {
  direction: 'in',
  number: '+49 30 609854180',
  line: 'Support',
  startedAt: Date.UTC(2026, 10, 21, 11, 4),
};
const ZONE = 'Europe/Berlin';

describe('the lines above a note', () => {
  it.each([
    [{}, 'Incoming call · Support · 21.11.2026, 12:04'],
    [{ talkedMs: 130_000 }, 'Incoming call · Support · 21.11.2026, 12:04 · 2:10 min'],
    [{ talkedMs: 3_735_000 }, 'Incoming call · Support · 21.11.2026, 12:04 · 1:02:15 h'],
    [{ missed: true, queue: 'Night' }, 'Missed call · Support · Night · 21.11.2026, 12:04'],
    [{ direction: 'out', missed: true, line: '' }, 'Outgoing call · 21.11.2026, 12:04'],
    [{ direction: 'internal', queue: 'Support' }, 'Internal call · Support · 21.11.2026, 12:04'],
  ] as const)('%j', (more, head) => expect(noteHead({ ...call, ...more }, 'en', ZONE)).toBe(head));
  it('German, with how it came out', () => {
    const head = noteHead({ ...call, talkedMs: 5_400 }, 'de', ZONE);
    expect(withOutcome(head, ' erreicht ', 'de')).toBe(
      'Eingehender Anruf · Support · 21.11.2026, 12:04 · 0:05 Min.\nErgebnis: erreicht',
    );
  });
  it('never hold the number: Zammad would take the agent for its owner', () => {
    expect(noteHead(call, 'en', ZONE)).not.toContain('609854180');
  });
  it('an outcome alone, or nothing', () => {
    expect(withOutcome(undefined, 'reached', 'en')).toBe('Outcome: reached');
    expect(withOutcome('H', '  ', 'en')).toBe('H');
    expect(withOutcome(undefined, undefined, 'en')).toBeUndefined();
  });
  it('stand apart from the text; a note without them is only its text', () => {
    expect(noteBody({ head: 'H', text: 'T' })).toBe('H\n\nT');
    expect(noteBody({ text: 'T' })).toBe('T');
  });
});

describe('a title by rule', () => {
  const title = (template: string, more = {}) =>
    filledTitle(template, { ...call, name: 'Ida Plus', ...more }, 'en', 'Europe/Berlin');
  it('is filled in', () => {
    expect(title('{name}: {line} {time} {number}')).toBe(
      'Ida Plus: Support 21.11.2026, 12:04 +49 30 609854180',
    );
  });
  it.each([
    ['', 'Call from +49 30 609854180 (Support) on 21.11.2026, 12:04'],
    ['  ', 'Call from +49 30 609854180 (Support) on 21.11.2026, 12:04'],
    ['{queue}', 'Call from +49 30 609854180 (Support) on 21.11.2026, 12:04'],
    ['Call ({queue}) from {name}', 'Call from Ida Plus'],
    ['{name} – {queue} – {line}', 'Ida Plus – Support'],
    ['{queue} – {name}', 'Ida Plus'],
    ['{name} – {queue}', 'Ida Plus'],
    ['{nobody} {constructor} {line}', '{nobody} {constructor} Support'],
  ])('%j becomes %j', (template, expected) => expect(title(template)).toBe(expected));
  it('nobody known: the number; withheld: our own words', () => {
    expect(title('{name}', { name: undefined })).toBe('+49 30 609854180');
    expect(title('{name}', { name: ' ', number: '', line: '' })).toBe(
      'Call from a withheld number on 21.11.2026, 12:04',
    );
  });
  it('one line, never longer than Zammad takes; what is filled in is not filled again', () => {
    expect(title('{name}', { name: 'a\nb {line}' })).toBe('a b {line}');
    expect(title('x'.repeat(400))).toHaveLength(250);
  });
});
