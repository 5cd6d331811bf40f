import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../lib/core/card-actions.ts';
import { cardCases } from '../../tests/gallery/card-cases.ts';
import {
  abroad,
  ended,
  IDA,
  nobody,
  NOW,
  sampleCard,
  SHARED,
  talking,
  unchosen,
} from '../../tests/gallery/sample-cards.ts';
import { renderWith } from '../testing/render.tsx';
import { createTestCard } from '../testing/test-card.tsx';

const { actions, onFold, onPutAway, cardOf, show, settle, clear } = createTestCard();
beforeEach(clear);

const key = (name: string, more: object = {}) =>
  fireEvent.keyDown(screen.getByTestId('card'), { key: name, ...more });

test('each letter does what stands beside it', async () => {
  const offered = { ...sampleCard({ offer: { what: 'profile', until: NOW + 9_000 } }, ended) };
  show(offered);
  key('c');
  await settle();
  expect(actions.callBack).toHaveBeenCalledExactlyOnceWith('main-1', '+4930609854180');
  key('o');
  await settle();
  expect(actions.acceptOffer).toHaveBeenCalledExactlyOnceWith('main-1');
  key('w');
  expect(document.activeElement).toBe(screen.getByTestId('note-text'));
  key('m');
  expect(screen.getByTestId('more-actions')).toBeDefined();
  key('s');
  expect(document.activeElement).toBe(screen.getByTestId('person-query'));
  key('d');
  await settle();
  expect(actions.dismiss).toHaveBeenCalledExactlyOnceWith('main-1');
  expect(onPutAway).toHaveBeenCalledExactlyOnceWith('main-1');
});

test('a key that means nothing here is left to the page', () => {
  show(sampleCard());
  expect(key('o')).toBe(true);
  expect(key('c')).toBe(true);
  expect(key('x')).toBe(true);
  expect(key('1')).toBe(true);
  expect(key('n')).toBe(false);
});

test('Esc closes what is open first: search, then more, then it folds', async () => {
  show(unchosen(sampleCard(nobody)));
  key('s');
  fireEvent.change(screen.getByTestId('person-query'), { target: { value: 'ida' } });
  fireEvent.keyDown(screen.getByTestId('person-query'), { key: 'Escape' });
  expect(screen.queryByTestId('person-search')).toBeNull();
  expect(onFold).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByTestId('card'));
  key('m');
  key('Escape');
  expect(screen.queryByTestId('more-actions')).toBeNull();
  expect(onFold).not.toHaveBeenCalled();
  key('Escape');
  expect(onFold).toHaveBeenCalledExactlyOnceWith('main-1', true);
  await settle();
});

test('Alt and a digit send the note to the ticket in that place, also while writing', async () => {
  show(sampleCard());
  const target = () => screen.getByTestId<HTMLSelectElement>('note-target').value;
  fireEvent.focus(screen.getByTestId('note-text'));
  fireEvent.keyDown(screen.getByTestId('note-text'), { key: '²', code: 'Digit2', altKey: true });
  await settle();
  expect(target()).toBe('ticket:7');
  expect(document.activeElement).toBe(screen.getByTestId('note-text'));
  fireEvent.keyDown(screen.getByTestId('note-text'), {
    key: '@',
    code: 'Digit1',
    altKey: true,
    ctrlKey: true,
  });
  expect(target()).toBe('ticket:7');
});

test('a note to this ticket: one click chooses it and goes to the note', async () => {
  show(sampleCard());
  fireEvent.click(screen.getAllByTestId('note-here')[1]!);
  await settle();
  expect(screen.getByTestId<HTMLSelectElement>('note-target').value).toBe('ticket:7');
  expect(document.activeElement).toBe(screen.getByTestId('note-text'));
});

test('not them: for the team, and it can be taken back', async () => {
  show(unchosen(sampleCard({ people: SHARED })));
  fireEvent.click(screen.getAllByTestId('exclude')[1]!);
  await settle();
  expect(actions.exclude).toHaveBeenCalledExactlyOnceWith('main-1', 22);
  expect(screen.getByTestId('excluded').textContent).toContain('Nils Shared');
  fireEvent.click(screen.getByTestId('undo-exclude'));
  await settle();
  expect(actions.exclude).toHaveBeenLastCalledWith('main-1', 22, true);
  expect(screen.queryByTestId('excluded')).toBeNull();
});

test('not them failed: it is said, and there is nothing to take back', async () => {
  actions.exclude.mockResolvedValueOnce({ ok: false, code: 'relay/unreachable' });
  show(unchosen(sampleCard({ people: SHARED })));
  fireEvent.click(screen.getAllByTestId('exclude')[0]!);
  await settle();
  expect(screen.getByTestId('problem').dataset['code']).toBe('relay/unreachable');
  expect(screen.queryByTestId('excluded')).toBeNull();
});

test('what a rule would have opened counts down and goes when it is over', async () => {
  const view = show(sampleCard({ offer: { what: 'profile', until: NOW + 52_000 } }, talking));
  expect(screen.getByTestId('offer').textContent).toContain('Profile of Ida Plus');
  expect(screen.getByTestId('offer').textContent).toContain('52 s');
  view.clock.advance(50_000);
  expect(screen.getByTestId('offer').textContent).toContain('2 s');
  fireEvent.click(screen.getByTestId('offer-open'));
  await settle();
  expect(actions.acceptOffer).toHaveBeenCalledExactlyOnceWith('main-1');
  view.clock.advance(2_000);
  expect(screen.queryByTestId('offer')).toBeNull();
});

test('the colleague’s draft is quoted and taken over behind what is written already', async () => {
  show(cardCases['handed over with a draft']!);
  const note = screen.getByTestId<HTMLTextAreaElement>('note-text');
  fireEvent.change(note, { target: { value: 'Mine.' } });
  expect(screen.getByTestId('hand-over').textContent).toContain('Note of Anna\u00a0· 2:10 talked');
  fireEvent.click(screen.getByTestId('take-over'));
  await settle();
  expect(note.value).toMatch(/^Mine\.\n\nSling torn/);
  expect(screen.getByTestId<HTMLButtonElement>('take-over').disabled).toBe(true);
  expect(actions.sendNote).not.toHaveBeenCalled();
});

test('line, queue, language and the caller’s time stand on the card while ringing and talking', () => {
  const about = cardCases['abroad, at night, in a queue, another language']!;
  const view = show(about);
  const chips = () => [
    screen.getByTestId('queue').textContent,
    screen.getByTestId('language').textContent,
    screen.getByTestId('local-time').textContent,
  ];
  expect(chips()).toEqual(['Waiting room', 'French', expect.stringMatching(/^\d\d:\d\d there/)]);
  view.again(cardOf({ ...about, call: { ...about.call, ...talking } }));
  expect(chips()[0]).toBe('Waiting room');
});

test.each([
  ['America/Los_Angeles', true],
  ['Europe/Lisbon', false],
])('a caller in the night is marked: %s', (zone, night) => {
  renderWith(cardOf(sampleCard({ zone })), { now: Date.UTC(2026, 10, 21, 11) });
  expect(screen.getByTestId('local-time').dataset['warn']).toBe(String(night));
});

test('a zone nobody knows and a language that is no code do no harm', () => {
  show(sampleCard({ zone: 'Mars/Olympus' }, { line: { number: '1', language: 'Plattdüütsch' } }));
  expect(screen.queryByTestId('local-time')).toBeNull();
  expect(screen.getByTestId('language').textContent).toBe('Plattdüütsch');
});

test('the picture comes from Zammad, and initials stay where it does not', () => {
  const withPicture = (image: string) => sampleCard({ people: [{ ...IDA, image }] });
  const view = show(withPicture('a1b2c3d4e5'));
  const picture = () => screen.getByTestId('who').querySelector('img');
  expect(picture()!.getAttribute('src')).toBe('/api/v1/users/image/a1b2c3d4e5');
  fireEvent.error(picture()!);
  expect(picture()).toBeNull();
  expect(screen.getByTestId('who').textContent).toContain('IP');
  for (const hostile of ['../../logout', 'x"onerror="', 'https://elsewhere.example/x']) {
    view.again(cardOf(withPicture(hostile)));
    expect(picture()).toBeNull();
  }
});

test('the name does what the rule for a click says; links go by their place', async () => {
  show(sampleCard());
  fireEvent.click(screen.getByTestId('who-name'));
  await settle();
  expect(actions.openByRule).toHaveBeenCalledExactlyOnceWith('main-1');
  key('m');
  fireEvent.click(screen.getAllByTestId('card-link')[1]!);
  await settle();
  expect(actions.openLink).toHaveBeenCalledExactlyOnceWith('main-1', 1);
});

test('found by a ticket: the note goes to that ticket once it is there', async () => {
  const stranger = unchosen(sampleCard(nobody, { remote: abroad }));
  const view = show(stranger);
  key('s');
  fireEvent.change(screen.getByTestId('person-query'), { target: { value: '#39008' } });
  const hit = await screen.findAllByTestId('hit');
  fireEvent.click(hit[2]!);
  fireEvent.click(screen.getByTestId('choose-once'));
  await settle();
  expect(actions.choose).toHaveBeenCalledExactlyOnceWith('main-1', 33);
  view.again(
    cardOf(
      sampleCard({ people: [{ ...IDA, userId: 33, reason: { kind: 'picked' } }], chosen: 33 }),
    ),
  );
  fireEvent.focus(screen.getByTestId('note-text'));
  await settle();
  expect(screen.getByTestId<HTMLSelectElement>('note-target').value).toBe('ticket:2');
});

test('what happens after the card went does no harm', async () => {
  let answer: (value: Answer) => void = () => {};
  actions.openProfile.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const view = show(sampleCard());
  key('p');
  view.unmount();
  answer({ ok: false, code: 'connect/no-tab' });
  await settle();
  expect(screen.queryByTestId('problem')).toBeNull();
});
