import { describe, expect, it } from 'vitest';
import { sampleCall } from '../../tests/background/sample-call.ts';
import { EMPTY_NOTE } from './card-make.ts';
import { isForLine, prefilledNote, sortedTemplates } from './note-template.ts';

const line = { number: '+493012300', display: '+49 30 12300', label: 'Support' };
const template = (wanted: string | undefined, text = 'T') => ({ name: 'n', line: wanted, text });

describe('the line of a template', () => {
  it.each([
    ['Support', true],
    [' support ', true],
    ['+493012300', true],
    ['+49 30 12300', true],
    ['+49 (30) 123-00', true],
    ['Supp', false],
    ['0049', false],
    ['', false],
    [undefined, false],
  ])('%j: %s', (wanted, is) => expect(isForLine(template(wanted), line)).toBe(is));
  it('what holds no digit is no number', () => {
    expect(isForLine(template('-'), { number: '', label: 'x' })).toBe(false);
  });
});

it('those of the line come first, those of other lines last', () => {
  const all = [
    { name: 'other', line: 'Sales', text: '' },
    { name: 'any', text: '' },
    { name: 'mine', line: 'Support', text: '' },
  ];
  expect(sortedTemplates(all, line).map(({ name }) => name)).toEqual(['mine', 'any', 'other']);
});

describe('the template that comes by itself', () => {
  const settings = {
    templates: [template(undefined, 'any'), template('Support', 'Name: ')],
    noteInternal: false,
  };
  const talking = sampleCall({ state: 'talking', mine: true });
  const ringing = sampleCall();
  it('on answer, into an empty note, and counts as typed by nobody', () => {
    const note = prefilledNote(talking, ringing, EMPTY_NOTE, settings);
    expect(note).toEqual({ text: 'Name: ', internal: false, status: 'draft' });
    expect(prefilledNote(talking, undefined, EMPTY_NOTE, settings)).toEqual(note);
  });
  it.each([
    ['it rings', ringing, undefined, EMPTY_NOTE],
    ['a colleague took it', sampleCall({ state: 'talking' }), ringing, EMPTY_NOTE],
    ['the talk goes on', talking, talking, EMPTY_NOTE],
    ['something is written', talking, ringing, { ...EMPTY_NOTE, text: 'x', keptAt: 1 }],
    ['it was emptied', talking, ringing, { ...EMPTY_NOTE, keptAt: 1 }],
    ['a note was sent', talking, ringing, { ...EMPTY_NOTE, status: 'sent' as const }],
    ['we called', { ...talking, direction: 'out' as const }, ringing, EMPTY_NOTE],
  ])('not when %s', (_why, call, before, note) => {
    expect(prefilledNote(call, before, note, settings)).toBeUndefined();
  });
});
