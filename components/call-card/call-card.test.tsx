import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';

import { cardCases } from '../../tests/gallery/card-cases.ts';
import {
  ended,
  missed,
  sampleCard,
  SHARED,
  talking,
  unchosen,
} from '../../tests/gallery/sample-cards.ts';

import { createTestCard } from '../testing/test-card.tsx';

const { actions, onFold, onLeave, cardOf, show, settle, clear } = createTestCard();
beforeEach(clear);

test.each(Object.keys(cardCases))('nothing takes the focus: %s', (name) => {
  show(cardCases[name]!);
  expect(document.activeElement).toBe(document.body);
  expect(document.querySelector('[autofocus]')).toBeNull();
});

test('the first frame has state, line, number and clock; the rest has its room', () => {
  show(cardCases['first frame']!);
  const card = screen.getByTestId('card');
  expect(card.dataset).toMatchObject({ callId: 'main-1', state: 'ringing', outcome: 'live' });
  expect(screen.getByTestId('number').textContent).toBe('+49 30 609854180');
  expect(screen.getByTestId('line').textContent).toBe('Support\u00a0· for Anna and Ben');
  expect(screen.getByTestId('clock').textContent).toBe('0:07');
  expect(screen.getByRole('region', { name: 'Tickets' })).toBeDefined();
  expect(screen.getByTestId<HTMLButtonElement>('open-profile').disabled).toBe(true);
});

test('the actions keep their places while name and tickets come', () => {
  const order = () =>
    Array.from(
      screen.getByTestId('new-ticket').parentElement!.children,
      (button) => (button as HTMLElement).dataset['testid'],
    );
  const view = show(cardCases['first frame']!);
  expect(order()).toEqual(['open-profile', 'new-ticket', 'more']);
  view.again(cardOf(sampleCard({ tickets: [] })));
  expect(order()).toEqual(['open-profile', 'new-ticket', 'more']);
});

test('the clock runs while the call lives and stands when it is over', () => {
  const view = show(sampleCard());
  view.clock.advance(53_000);
  expect(screen.getByTestId('clock').textContent).toBe('1:00');
  view.again(cardOf(sampleCard({ tickets: [] }, missed)));
  expect(screen.getByTestId('clock').textContent).toBe('0:18');
  expect(view.clock.waiting()).toBe(0);
});

test('a talk is counted from the answer', () => {
  show(sampleCard({}, talking));
  expect(screen.getByTestId('clock').textContent).toBe('4:36');
});

test('keys 1 to 9 pick one of several people', async () => {
  show(unchosen(sampleCard({ people: SHARED })));
  fireEvent.keyDown(screen.getByTestId('card'), { key: '2' });
  await settle();
  expect(actions.pick).toHaveBeenCalledExactlyOnceWith('main-1', 22);
  fireEvent.keyDown(screen.getByTestId('card'), { key: '9' });
  expect(actions.pick).toHaveBeenCalledTimes(1);
});

test('a click picks too, and each person says why', async () => {
  show(unchosen(sampleCard({ people: SHARED })));
  const [first, second] = screen.getAllByTestId('candidate');
  expect(first!.textContent).toContain('picked by Anna');
  expect(second!.textContent).toContain('mobile, exact');
  fireEvent.click(first!);
  await settle();
  expect(actions.pick).toHaveBeenCalledExactlyOnceWith('main-1', 21);
});

test('a guess is shown apart: to be picked, not taken for the caller', async () => {
  const guess = { ...SHARED[0]!, reason: { kind: 'mentioned' as const, detail: '#12345' } };
  show(unchosen(sampleCard({ people: [guess] })));
  expect(screen.getByTestId('who').textContent).not.toContain(guess.name);
  expect(screen.getByTestId('who').textContent).toContain('Unknown caller');
  expect(screen.getByTestId('candidate').textContent).toContain('written in #12345');
  fireEvent.keyDown(screen.getByTestId('card'), { key: '1' });
  await settle();
  expect(actions.pick).toHaveBeenCalledExactlyOnceWith('main-1', guess.userId);
});

test('guesses are weaker: a heading that says so, no profile to open, each to be picked', async () => {
  show(cardCases['guesses of every kind']!);
  const who = screen.getByTestId('who');
  expect(who.textContent).toContain('Probably Kranbau Nord GmbH');
  expect(who.textContent).toContain('Nobody has exactly this number');
  expect(screen.queryByTestId('open-profile')).toBeNull();
  fireEvent.click(screen.getByTestId('all-people'));
  const rows = screen.getAllByTestId('candidate');
  expect(rows.every(({ dataset }) => dataset['guess'] === 'true')).toBe(true);
  const words = [
    'organisation’s number',
    'same number block',
    'phone, last digits',
    'written in the note',
    'written in #39002',
  ];
  words.forEach((word, at) => expect(rows[at]!.textContent).toContain(word));
  expect(rows.map(({ textContent }) => textContent).join('')).not.toContain('✓');
  fireEvent.keyDown(screen.getByTestId('card'), { key: 'p' });
  await settle();
  expect(actions.openProfile).not.toHaveBeenCalled();
  fireEvent.click(rows[1]!);
  await settle();
  expect(actions.pick).toHaveBeenCalledExactlyOnceWith('main-1', 32);
});

test('a number that belongs to an organisation goes by its name', () => {
  show(cardCases['the organisation’s number']!);
  const who = screen.getByTestId('who');
  expect(who.textContent).toContain('Kranbau Nord GmbH');
  expect(who.textContent).toContain('organisation’s number');
  expect(screen.queryByTestId('candidate')).toBeNull();
});

test.each([
  [{ kind: 'picked', detail: 'Anna Berg' }, '✓ picked by Anna', 'picked by Anna Berg'],
  [{ kind: 'exact', detail: 'direct_line' }, '✓ direct line, exact', 'direct line, exact'],
] as const)('says why in few words, and all of it on pointing: %j', (reason, short, whole) => {
  show(sampleCard({ people: [{ ...SHARED[0]!, reason }], chosen: SHARED[0]!.userId }));
  const chip = screen.getByTestId('reason');
  expect([chip.textContent, chip.title]).toEqual([short, whole]);
});

test('digits and letters typed into the note are text, not commands', () => {
  show(sampleCard({ people: SHARED, chosen: 21 }));
  const note = screen.getByTestId('note-text');
  for (const key of ['1', 'p', 'N', 'd', 's', '/']) fireEvent.keyDown(note, { key });
  expect(actions.pick).not.toHaveBeenCalled();
  expect(actions.openProfile).not.toHaveBeenCalled();
  expect(actions.newTicket).not.toHaveBeenCalled();
  expect(actions.dismiss).not.toHaveBeenCalled();
  expect(screen.queryByTestId('person-search')).toBeNull();
});

test('P opens the profile and N a new ticket; with Ctrl they are left to the browser', async () => {
  show(sampleCard());
  const card = screen.getByTestId('card');
  fireEvent.keyDown(card, { key: 'p' });
  fireEvent.keyDown(card, { key: 'N' });
  fireEvent.keyDown(card, { key: 'n', ctrlKey: true });
  await settle();
  expect(actions.openProfile).toHaveBeenCalledExactlyOnceWith('main-1', 9);
  expect(actions.newTicket).toHaveBeenCalledExactlyOnceWith('main-1', 9);
});

test('Esc folds, gives the focus back and discards nothing', async () => {
  const view = show(sampleCard());
  fireEvent.change(screen.getByTestId('note-text'), { target: { value: 'half a sen' } });
  fireEvent.keyDown(screen.getByTestId('note-text'), { key: 'Escape' });
  expect(onFold).toHaveBeenCalledExactlyOnceWith('main-1', true);
  expect(onLeave).toHaveBeenCalledTimes(1);
  expect(actions.dismiss).not.toHaveBeenCalled();
  view.again(cardOf(sampleCard(), true));
  view.again(cardOf(sampleCard()));
  expect(screen.getByTestId<HTMLTextAreaElement>('note-text').value).toBe('half a sen');
  await settle();
});

test('a hidden number has its own calm card: nobody to create, but a note and a search', async () => {
  show(cardCases['withheld']!);
  expect(screen.getByTestId('who').textContent).toContain('Number withheld');
  for (const id of ['new-ticket', 'open-profile', 'number'])
    expect(screen.queryByTestId(id)).toBeNull();
  const card = screen.getByTestId('card');
  fireEvent.keyDown(card, { key: 'n' });
  expect(actions.newTicket).not.toHaveBeenCalled();
  fireEvent.focus(screen.getByTestId('note-text'));
  expect(screen.getByTestId<HTMLSelectElement>('note-target').value).toBe('later');
  fireEvent.keyDown(card, { key: 's' });
  expect(screen.getByTestId('person-search')).toBeDefined();
  expect(screen.queryByTestId('new-person')).toBeNull();
  await settle();
});

test('somebody else took it: says who, and is not called missed', () => {
  show(sampleCard({}, { ...talking, mine: false }));
  const card = screen.getByTestId('card');
  expect(card.dataset['outcome']).toBe('answered-elsewhere');
  expect(card.textContent).toContain('Anna took it');
  expect(card.textContent).not.toContain('Missed');
});

test('a missed call can be called back', async () => {
  show(sampleCard({}, missed));
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  fireEvent.click(screen.getByTestId('call-back'));
  await settle();
  expect(actions.callBack).toHaveBeenCalledExactlyOnceWith('main-1', '+4930609854180');
});

test('what is missing is said in words, and so is an action that failed', async () => {
  actions.openProfile.mockResolvedValueOnce({ ok: false, code: 'connect/no-tab' });
  show(sampleCard({ problems: ['zammad/slow'] }));
  expect(screen.getByTestId('problem').textContent).toContain('Zammad answers slowly');
  fireEvent.click(screen.getByTestId('open-profile'));
  await settle();
  const said = screen.getAllByTestId('problem').map((each) => each.dataset['code']);
  expect(said).toEqual(['connect/no-tab', 'zammad/slow']);
});

test('hostile names and titles are text', () => {
  show(cardCases['hostile text']!);
  const card = screen.getByTestId('card');
  expect(card.querySelector('img, script, b')).not.toBeInstanceOf(HTMLImageElement);
  expect(card.querySelector('script')).toBeNull();
  expect(screen.getByTestId('who').textContent).toContain('<img src=x onerror=alert(1)>');
});

test('the most urgent ticket is first and says why', () => {
  show(sampleCard());
  const first = within(screen.getByRole('region', { name: 'Tickets' })).getAllByRole(
    'listitem',
  )[0]!;
  expect(first.textContent).toContain('Hook does not lift');
  expect(first.textContent).toContain('escalates in 24 min');
});

test('a folded card still says state, person and time', () => {
  show(sampleCard({}, ended), true);
  const line = screen.getByRole('button', { expanded: false });
  expect(line.textContent).toContain('Ida Plus');
  expect(line.textContent).toContain('Ended');
  fireEvent.click(line);
  expect(onFold).toHaveBeenCalledExactlyOnceWith('main-1', false);
});

test.each([
  ['offered by a colleague', 'Ringing', 'from Anna (2:10)\u00a0· Support', 'live'],
  ['handed to a colleague', 'Handed to Ben Brückner', 'Support\u00a0· 11:59', 'handed-over'],
  ['handed over, nobody knows to whom', 'Handed over', 'Support\u00a0· 11:59', 'handed-over'],
  ['sent on to somebody outside', 'Forwarded', 'Support', 'forwarded'],
  ['a mailbox took it', 'Voicemail', 'Support', 'answered-elsewhere'],
  ['rings at others now', 'Waiting', 'rings at Ben and Carla\u00a0· Support', 'live'],
  ['you call a colleague', 'You call', '', 'live'],
  ['a colleague calls', 'Ringing', '', 'live'],
])('says where the call is: %s', (name, state, line, outcome) => {
  show(cardCases[name]!);
  const card = screen.getByTestId('card');
  expect(within(card).getByText(state)).toBeDefined();
  expect(screen.getByTestId('line').textContent).toBe(line);
  expect(card.dataset.outcome).toBe(outcome);
});

test('a colleague is named, with nothing to look up, open or create', () => {
  show(cardCases['talking with a colleague']!);
  expect(screen.getByTestId('who').textContent).toContain('Ben Brückner');
  expect(screen.queryByTestId('new-ticket')).toBeNull();
  for (const key of ['n', 's', 'w']) fireEvent.keyDown(screen.getByTestId('card'), { key });
  expect(actions.newTicket).not.toHaveBeenCalled();
  expect(screen.queryByTestId('person-search')).toBeNull();
  expect(screen.queryByTestId('note-text')).toBeNull();
});
