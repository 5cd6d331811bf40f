import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { NOW } from '../../tests/gallery/sample-cards.ts';
import { waitingNotes } from '../../tests/gallery/sample-history.ts';
import { renderWith } from '../testing/render.tsx';
import { WaitingNotes, type WaitingNotesProps } from './WaitingNotes.tsx';

const did = { onRetry: vi.fn(), onReload: vi.fn(), onOpen: vi.fn(), onDiscard: vi.fn() };
beforeEach(() => vi.clearAllMocks());
const show = (part: Partial<WaitingNotesProps> = {}) =>
  renderWith(<WaitingNotes notes={waitingNotes} retrying={false} {...did} {...part} />, {
    now: NOW,
  });
const row = (callId: string) =>
  screen.getAllByTestId('waiting-row').find((each) => each.dataset['callId'] === callId)!;

test('what needs the agent comes first', () => {
  show();
  expect(screen.getAllByRole('heading').map((each) => each.textContent)).toEqual([
    'To assign to a ticket',
    'On their way to Zammad',
    'Begun',
  ]);
});

test('says why a note waits, how often it was tried and when next', () => {
  show();
  expect(row('w2').textContent).toContain(
    'Waits for Zammad\u00a0· tried 4 times\u00a0· next try in 2 min',
  );
  expect(row('w2').textContent).toContain(
    'Zammad cannot be reached. The note is sent as soon as it answers.',
  );
  expect(row('w3').textContent).toContain('Can’t update object, object isn’t writable.');
  expect(row('w4').textContent).toContain('Not handed over yet\u00a0· kept 12:04');
});

test('an unknown code and a try that is due are words, too', () => {
  const note = { ...waitingNotes[1]!, problem: 'zammad/new-thing', nextAt: NOW - 5 };
  show({ notes: [note] });
  expect(row('w2').textContent).toContain('(zammad/new-thing)');
  expect(row('w2').textContent).toContain('next try in a moment');
});

test('all that is on its way is tried at the press of one button', () => {
  show();
  fireEvent.click(screen.getByTestId('waiting-retry'));
  expect(did.onRetry).toHaveBeenCalledTimes(1);
  show({ retrying: true });
  expect(screen.getByTestId<HTMLButtonElement>('waiting-retry').disabled).toBe(true);
});

test('a note without a ticket is opened to choose one', () => {
  show();
  fireEvent.click(within(row('w1')).getByText('Choose ticket'));
  expect(did.onOpen).toHaveBeenCalledExactlyOnceWith('w1');
});

test('nothing is thrown away without a second word, and nothing that may have arrived', () => {
  show();
  expect(within(row('w2')).queryByTestId('waiting-discard')).toBeNull();
  fireEvent.click(within(row('w3')).getByTestId('waiting-discard'));
  expect(did.onDiscard).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toBe('Keep');
  fireEvent.click(within(row('w3')).getByTestId('discard-no'));
  expect(document.activeElement).toBe(within(row('w3')).getAllByRole('button')[0]);
  fireEvent.click(within(row('w3')).getByTestId('waiting-discard'));
  fireEvent.click(within(row('w3')).getByTestId('discard-yes'));
  expect(did.onDiscard).toHaveBeenCalledExactlyOnceWith('w3');
});

test('no note waits', () => {
  show({ notes: [] });
  expect(screen.getByTestId('nothing').textContent).toContain('No note waits');
});
