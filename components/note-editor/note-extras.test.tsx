import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardView } from '../../lib/core/card.ts';
import { ended, NOW, sampleCard, talking } from '../../tests/gallery/sample-cards.ts';
import { MODULES, OPTIONS } from '../../tests/gallery/sample-people.ts';
import { createTestNote } from '../testing/test-note.tsx';

const {
  actions,
  onSent,
  noteOf,
  text,
  pause,
  show,
  type,
  withNote,
  more,
  set,
  sent,
  saveIt,
  clear,
} = createTestNote();
beforeEach(clear);
afterEach(() => vi.useRealTimers());

test('what it can be given is asked for once the agent turns to it, not before', async () => {
  const view = show(sampleCard());
  await pause(0);
  expect(actions.noteOptions).not.toHaveBeenCalled();
  fireEvent.focus(text());
  await pause(0);
  expect(actions.noteOptions).toHaveBeenCalledExactlyOnceWith('main-1', undefined);
  // The talk time is known when the call is over.
  view.again(noteOf(sampleCard({}, ended)));
  await pause(0);
  expect(actions.noteOptions).toHaveBeenCalledTimes(2);
});

test('the plain note is one line and one button: everything else is behind one word', async () => {
  show(sampleCard());
  type('abc');
  await pause(0);
  for (const id of ['note-outcome', 'note-minutes', 'note-tag', 'follow-up-at'])
    expect(screen.queryByTestId(id)).toBeNull();
  more();
  for (const id of ['note-outcome', 'note-tag', 'follow-up-at'])
    expect(screen.getByTestId(id)).toBeDefined();
  // Zammad takes no minutes here.
  expect(screen.queryByTestId('note-minutes')).toBeNull();
});

test('outcome, tags, follow-up and changed minutes are kept and sent', async () => {
  actions.noteOptions.mockResolvedValue({ ok: true, value: OPTIONS });
  show(sampleCard({}, ended));
  type('abc');
  await pause(0);
  more();
  set('note-outcome', 'Complaint');
  set('note-minutes', '7');
  set('note-tag', 'winch');
  fireEvent.keyDown(screen.getByTestId('note-tag'), { key: ',' });
  fireEvent.click(screen.getAllByTestId('follow-up-preset')[0]!);
  const expected = {
    outcome: 'Complaint',
    minutes: 7,
    tags: ['winch'],
    followUpAt: new Date(2026, 10, 22, 9).getTime(),
  };
  await pause();
  expect(actions.keepNote.mock.lastCall![1]).toMatchObject(expected);
  await saveIt();
  expect(sent()).toMatchObject(expected);
});

test('talk time that is offered goes along unless it is taken out', async () => {
  actions.noteOptions.mockResolvedValue({ ok: true, value: OPTIONS });
  show(sampleCard({}, ended));
  type('abc');
  await pause(0);
  expect(screen.getByTestId('note-more').textContent).toContain('4 min');
  // Offered is not chosen: it is no part of the draft.
  await pause();
  expect(actions.keepNote.mock.lastCall![1]).not.toHaveProperty('minutes');
  await saveIt();
  expect(sent().minutes).toBe(4);
  more();
  set('note-minutes', '');
  await saveIt();
  expect(sent()).not.toHaveProperty('minutes');
});

test('a tag is suggested, chosen by keyboard, and removed with Backspace', async () => {
  show(sampleCard());
  type('abc');
  more();
  set('note-tag', 'cr');
  await pause();
  expect(actions.tags).toHaveBeenCalledExactlyOnceWith('cr');
  const field = screen.getByTestId('note-tag');
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(screen.getByRole('button', { name: 'Remove tag crane-truck' })).toBeDefined();
  // Enter without a marked suggestion takes what was typed.
  set('note-tag', 'crane');
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.keyDown(field, { key: 'Backspace' });
  await pause();
  expect(actions.keepNote.mock.lastCall![1].tags).toEqual(['crane-truck']);
});

test('a follow-up in the past is said', async () => {
  show(sampleCard());
  type('abc');
  more();
  set('follow-up-at', '2020-01-01T09:00');
  expect(screen.getByRole('alert').textContent).toContain('is over');
  await pause();
});

test('a new ticket has title, owner and priority of its group', async () => {
  show(sampleCard({}, talking));
  type('abc');
  await pause(0);
  set('note-target', 'new:2');
  await pause(0);
  expect(actions.noteOptions).toHaveBeenLastCalledWith('main-1', 2);
  more();
  const title = () => screen.getByTestId<HTMLInputElement>('note-title').value;
  expect(title()).toBe('Call from Ida Plus (Support)');
  set('note-title', 'Rope torn');
  set('note-owner', '4');
  set('note-priority', '1');
  await saveIt();
  const details = { kind: 'new', title: 'Rope torn', groupId: 2, ownerId: 4, priorityId: 1 };
  expect(sent().target).toEqual(details);
  // Owners belong to a group; the title stays.
  set('note-target', 'new:1');
  await saveIt();
  expect(sent().target).toEqual({ kind: 'new', title: 'Rope torn', groupId: 1 });
  set('note-title', '  ');
  await saveIt();
  expect(sent().target).toMatchObject({ title: 'Call from Ida Plus (Support)' });
});

test('two colons ask for a text module, Enter puts it in their place', async () => {
  show(sampleCard());
  type('Promised: ::');
  await pause();
  const field = screen.getByTestId('module-query');
  expect(document.activeElement).toBe(field);
  set('module-query', 'tech');
  await pause();
  expect(actions.textModules).toHaveBeenLastCalledWith('main-1', 'tech');
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(text().value).toBe(`Promised: ${MODULES[1]!.text}`);
  expect(screen.queryByTestId('module-picker')).toBeNull();
  expect(document.activeElement).toBe(text());
  await pause();
});

test('Esc leaves the text modules and keeps what was typed; an address is no request', async () => {
  show(sampleCard());
  type('see fe80::');
  expect(screen.queryByTestId('module-picker')).toBeNull();
  type('abc');
  type('abc ::');
  fireEvent.keyDown(screen.getByTestId('module-query'), { key: 'Escape' });
  expect(screen.queryByTestId('module-picker')).toBeNull();
  expect(text().value).toBe('abc ::');
  expect(document.activeElement).toBe(text());
  await pause();
});

test('a template is put behind what is written', async () => {
  show(sampleCard());
  type('abc');
  await pause(0);
  more();
  fireEvent.click(screen.getByTestId('note-template'));
  expect(text().value).toBe(`abc\n\n${OPTIONS.templates[0]!.text}`);
  await pause();
});

test('the text a line’s template put there takes no room while it rings, and can be saved', async () => {
  const card = withNote({ text: 'What: ' });
  const view = show(card);
  expect(screen.queryByTestId('note-save')).toBeNull();
  view.again(noteOf({ ...card, call: { ...card.call, ...talking } }));
  expect(screen.getByTestId('note-save')).toBeDefined();
  await pause();
  expect(actions.keepNote).not.toHaveBeenCalled();
});

test('a note to be assigned can be given a ticket', async () => {
  show(withNote({ text: 'abc', status: 'parked', keptAt: NOW, target: { kind: 'later' } }));
  expect(screen.getByTestId('note-status').textContent).toContain('Waits to be assigned');
  set('note-target', 'ticket:7');
  await saveIt();
  expect(sent().target).toEqual({ kind: 'ticket', ticketId: 7 });
});

const inZammad = (part: Partial<CardView['note']> = {}) =>
  withNote({ text: 'abc', status: 'sent', ticket: { id: 2, number: '39002' }, ...part });

test('a sent note says what was not taken over, and can be changed for some minutes', async () => {
  const view = show(inZammad({ editableUntil: NOW + 60_000, missing: ['tags', 'followUp'] }));
  expect(screen.getByTestId('note-missing').textContent).toContain('tags and follow-up');
  fireEvent.click(screen.getByTestId('note-edit'));
  const field = screen.getByTestId('note-edit-text');
  expect(document.activeElement).toBe(field);
  set('note-edit-text', 'abcd');
  actions.editNote.mockResolvedValueOnce({ ok: false, code: 'zammad/forbidden' });
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await pause(0);
  expect(screen.getByRole('alert').textContent).toContain('may not do this');
  fireEvent.click(screen.getByTestId('note-edit-save'));
  await pause(0);
  expect(actions.editNote).toHaveBeenLastCalledWith('main-1', 'abcd');
  expect(screen.queryByTestId('note-edit-text')).toBeNull();
  view.clock.advance(61_000);
  expect(screen.queryByTestId('note-edit')).toBeNull();
});

test('what is typed into a sent note is not lost by Esc or by a new state of the card', () => {
  const view = show(inZammad({ editableUntil: NOW + 60_000 }));
  fireEvent.click(screen.getByTestId('note-edit'));
  set('note-edit-text', 'half');
  fireEvent.keyDown(screen.getByTestId('note-edit-text'), { key: 'Escape' });
  view.again(noteOf(inZammad({ editableUntil: NOW + 60_000, missing: ['tags'] })));
  expect(screen.getByTestId<HTMLTextAreaElement>('note-edit-text').value).toBe('half');
});

test('when the note has arrived the focus is handed on, but only if it was here', () => {
  onSent.mockClear();
  const view = show(sampleCard());
  view.again(noteOf(inZammad()));
  expect(onSent).not.toHaveBeenCalled();
  view.again(noteOf(sampleCard()));
  text().focus();
  view.again(noteOf(inZammad()));
  expect(onSent).toHaveBeenCalledTimes(1);
});

test('kept is said quietly; a refusal is spoken', async () => {
  const view = show(sampleCard());
  type('abc');
  await pause();
  expect(screen.getByTestId('note-status').textContent).toContain('Kept');
  expect(screen.getByTestId('note-status').getAttribute('role')).toBeNull();
  view.again(noteOf(withNote({ text: 'abc', status: 'refused', problem: 'No.' })));
  expect(screen.getByTestId('note-status').getAttribute('role')).toBe('status');
});
