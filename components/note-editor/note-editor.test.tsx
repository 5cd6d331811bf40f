import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { NOW, nobody, sampleCard, unchosen } from '../../tests/gallery/sample-cards.ts';

import { createTestNote } from '../testing/test-note.tsx';
import { PAUSE_MS } from './use-note-draft.ts';

const { actions, onSent, noteOf, text, pause, show, type, withNote, clear } = createTestNote();
beforeEach(clear);
afterEach(() => vi.useRealTimers());

test('is one line until somebody writes', () => {
  show(sampleCard());
  expect(text().getAttribute('rows')).toBe('1');
  expect(screen.queryByTestId('note-save')).toBeNull();
  fireEvent.focus(text());
  expect(screen.getByTestId('note-save')).toBeDefined();
});

test('is kept on a pause, not on each key, and says when', async () => {
  show(sampleCard());
  type('a');
  await pause(PAUSE_MS - 1);
  type('ab');
  await pause(PAUSE_MS - 1);
  expect(actions.keepNote).not.toHaveBeenCalled();
  await pause(1);
  expect(actions.keepNote).toHaveBeenCalledExactlyOnceWith('main-1', {
    text: 'ab',
    internal: true,
    target: undefined,
  });
  expect(screen.getByTestId('note-status').textContent).toBe('Kept · 12:04');
});

test.each([
  ['leaving the field', () => fireEvent.blur(text())],
  ['leaving the page', () => fireEvent(window, new Event('pagehide'))],
])('is kept at once on %s', (_name, leave) => {
  show(sampleCard());
  type('abc');
  leave();
  expect(actions.keepNote).toHaveBeenCalledTimes(1);
});

test('is kept when the card goes', () => {
  const view = show(sampleCard());
  type('abc');
  view.unmount();
  expect(actions.keepNote).toHaveBeenCalledTimes(1);
});

test('a failure to keep it is said, and the text is offered again', async () => {
  actions.keepNote.mockResolvedValueOnce({ ok: false, code: 'internal/no-answer' });
  show(sampleCard());
  type('abc');
  await pause();
  expect(screen.getByTestId('note-status').textContent).toContain('Not kept yet');
  expect(text().value).toBe('abc');
  fireEvent.blur(text());
  await pause(0);
  expect(actions.keepNote).toHaveBeenCalledTimes(2);
  expect(screen.getByTestId('note-status').textContent).toBe('Kept · 12:04');
});

test('the echo of an older text never replaces what is being typed', async () => {
  const view = show(sampleCard());
  type('ab');
  await pause();
  type('abc');
  await pause();
  view.again(noteOf(withNote({ text: 'ab', keptAt: NOW })));
  expect(text().value).toBe('abc');
  type('abcd');
  view.again(noteOf(withNote({ text: 'something else', keptAt: NOW })));
  expect(text().value).toBe('abcd');
});

test('what another tab kept is shown while nothing is typed here', () => {
  const view = show(sampleCard());
  view.again(noteOf(withNote({ text: 'from the other tab', keptAt: NOW })));
  expect(text().value).toBe('from the other tab');
});

test.each(['ctrlKey', 'metaKey'])(
  '%s + Enter saves into the most urgent open ticket',
  async (key) => {
    show(sampleCard());
    type('Call back');
    fireEvent.keyDown(text(), { key: 'Enter', [key]: true });
    await pause(0);
    expect(actions.sendNote).toHaveBeenCalledExactlyOnceWith('main-1', {
      text: 'Call back',
      internal: true,
      target: { kind: 'ticket', ticketId: 2 },
    });
  },
);

test('Enter alone is a new line', () => {
  show(sampleCard());
  type('a');
  fireEvent.keyDown(text(), { key: 'Enter' });
  expect(actions.sendNote).not.toHaveBeenCalled();
});

test('goes where the agent says: a new ticket in a group, public', async () => {
  show(sampleCard());
  type('Wants an offer');
  fireEvent.change(screen.getByTestId('note-target'), { target: { value: 'new:2' } });
  fireEvent.change(screen.getByTestId('note-visibility'), { target: { value: 'public' } });
  fireEvent.click(screen.getByTestId('note-save'));
  await pause(0);
  expect(actions.sendNote).toHaveBeenCalledExactlyOnceWith('main-1', {
    text: 'Wants an offer',
    internal: false,
    target: { kind: 'new', title: 'Call from Ida Plus', groupId: 2 },
  });
});

test('an empty note cannot be saved; one without a person is kept for later', async () => {
  const view = show(sampleCard());
  fireEvent.focus(text());
  expect(screen.getByTestId<HTMLButtonElement>('note-save').disabled).toBe(true);
  view.again(noteOf(unchosen(sampleCard(nobody))));
  type('abc');
  expect(screen.getByTestId('note-save').textContent).toContain('Keep for later');
  fireEvent.click(screen.getByTestId('note-save'));
  await pause(0);
  expect(actions.sendNote.mock.lastCall![1].target).toEqual({ kind: 'later' });
});

test('says how it goes on: waiting, refused, sent', () => {
  const view = show(withNote({ text: 'abc', status: 'waiting' }));
  expect(screen.getByTestId('note-status').textContent).toContain('as soon as Zammad answers');
  expect(text().readOnly).toBe(true);
  view.again(noteOf(withNote({ text: 'abc', status: 'refused', problem: 'Group is not active.' })));
  expect(screen.getByTestId('note-status').textContent).toContain('Group is not active.');
  expect(text().readOnly).toBe(false);
  view.again(noteOf(withNote({ text: 'abc', status: 'sent', ticket: { id: 2, number: '39002' } })));
  expect(screen.getByTestId('note-status').textContent).toContain('Note is in #39002');
  expect(screen.queryByTestId('note-text')).toBeNull();
});

test('a refusal of the background to take it is said in words', async () => {
  actions.sendNote.mockResolvedValueOnce({ ok: false, code: 'note/no-person' });
  show(sampleCard());
  type('abc');
  fireEvent.click(screen.getByTestId('note-save'));
  await pause(0);
  expect(screen.getByTestId('note-status').textContent).toContain('needs a person');
  expect(text().value).toBe('abc');
});

test.each([
  ['stays', 1],
  ['has gone on to something else', 0],
])('saved by its button, and the agent %s: told %i times', async (_what, times) => {
  const view = show(sampleCard());
  type('abc');
  const save = screen.getByTestId<HTMLButtonElement>('note-save');
  act(() => save.focus());
  fireEvent.click(save);
  view.again(noteOf(withNote({ text: 'abc', status: 'sending' })));
  expect(save.disabled).toBe(true);
  // As browsers do with a button that can no longer be pressed.
  act(() => save.blur());
  await pause(0);
  const elsewhere = document.body.appendChild(document.createElement('input'));
  if (times === 0) act(() => elsewhere.focus());
  view.again(noteOf(withNote({ text: 'abc', status: 'sent' })));
  expect(onSent).toHaveBeenCalledTimes(times);
  elsewhere.remove();
});
