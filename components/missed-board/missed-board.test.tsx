import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { NOW } from '../../tests/gallery/sample-cards.ts';
import { missedRows } from '../../tests/gallery/sample-history.ts';
import { renderWith } from '../testing/render.tsx';
import { MissedBoard, type MissedBoardProps } from './MissedBoard.tsx';

const did = {
  onClaim: vi.fn(),
  onCallBack: vi.fn(),
  onNote: vi.fn(),
  onDone: vi.fn(),
  onDoneMany: vi.fn(),
  onMore: vi.fn(),
  onRetry: vi.fn(),
};
beforeEach(() => vi.clearAllMocks());

const board = (part: Partial<MissedBoardProps> = {}) => (
  <MissedBoard
    rows={missedRows}
    total={5}
    more={false}
    loadingMore={false}
    problems={new Map()}
    {...did}
    {...part}
  />
);
const show = (part: Partial<MissedBoardProps> = {}, locale: 'de' | 'en' = 'en') =>
  renderWith(board(part), { now: NOW, locale });
const rows = () => screen.getAllByTestId('missed-row');
const button = (row: number, id: string) => within(rows()[row]!).queryByTestId(id);

test('a row says who, how often, when last, how long they waited and for which line', () => {
  show();
  expect(rows()[0]!.textContent).toContain('Ida Plus');
  expect(rows()[0]!.textContent).toContain('3 ×');
  expect(rows()[0]!.textContent).toContain('last 10:44\u00a0· waited 1:20\u00a0· for Support');
  expect(rows()[1]!.textContent).toContain('Left a message');
  expect(rows()[3]!.textContent).toContain('Number withheld');
});

test('speaks German', () => {
  show({}, 'de');
  expect(rows()[0]!.textContent).toContain('zuletzt 10:44\u00a0· 1:20 gewartet\u00a0· für Support');
  expect(screen.getByText('5 warten auf Rückruf')).toBeDefined();
});

test('who is on it is said; another’s row is theirs, one’s own can be let go', () => {
  show();
  expect(within(rows()[0]!).getByText('Anna Adler is on it')).toBeDefined();
  expect(button(0, 'missed-take')).toBeNull();
  expect(button(0, 'missed-let-go')).toBeNull();
  expect(within(rows()[2]!).getByText('You are on it')).toBeDefined();
  fireEvent.click(button(2, 'missed-let-go')!);
  expect(did.onClaim).toHaveBeenLastCalledWith(missedRows[2], false);
  fireEvent.click(button(1, 'missed-take')!);
  expect(did.onClaim).toHaveBeenLastCalledWith(missedRows[1], true);
});

test('call back, note and done are about this caller', () => {
  show();
  fireEvent.click(button(1, 'missed-call')!);
  fireEvent.click(button(1, 'missed-note')!);
  fireEvent.click(button(1, 'missed-done')!);
  for (const each of [did.onCallBack, did.onNote, did.onDone])
    expect(each).toHaveBeenCalledExactlyOnceWith(missedRows[1]);
  expect(button(3, 'missed-call')).toBeNull();
});

test('what the relay refused is said at the row it is about', () => {
  show({ problems: new Map([['b', 'missed/claimed']]) });
  expect(within(rows()[1]!).getByRole('alert').textContent).toContain('colleague has taken');
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

test('several are done at once; all can be selected, and what left is not', () => {
  const page = show();
  const all = screen.getByTestId<HTMLInputElement>('missed-select-all');
  fireEvent.click(within(rows()[0]!).getByTestId('missed-select'));
  fireEvent.click(within(rows()[2]!).getByTestId('missed-select'));
  expect(all.indeterminate).toBe(true);
  expect(screen.getByText('2 selected')).toBeDefined();
  // Somebody reached the first caller meanwhile.
  page.again(board({ rows: missedRows.slice(1) }));
  fireEvent.click(screen.getByTestId('missed-done-selected'));
  expect(did.onDoneMany).toHaveBeenLastCalledWith([missedRows[2]]);
  fireEvent.click(all);
  fireEvent.click(screen.getByTestId('missed-done-selected'));
  expect(did.onDoneMany).toHaveBeenLastCalledWith(missedRows.slice(1));
});

test('arrows go from row to row, also from a tick; keys in no row do nothing', () => {
  show();
  within(rows()[0]!).getByTestId('missed-select').focus();
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('data-row')).toBe('b');
  fireEvent.keyDown(document.activeElement!, { key: 'x' });
  expect(document.activeElement?.getAttribute('data-row')).toBe('b');
});

test('an empty board is good news; a failure is none', () => {
  const page = show({ rows: [], total: 0 });
  expect(screen.getByTestId('nothing').textContent).toContain('Nobody waits');
  page.again(board({ rows: undefined, problem: 'relay/slow' }));
  expect(screen.queryByTestId('nothing')).toBeNull();
  fireEvent.click(within(screen.getByTestId('remedy')).getByRole('button'));
  expect(did.onRetry).toHaveBeenCalledTimes(1);
});

test('a row that is done hands the focus to the caller that takes its place', () => {
  const view = show();
  const enter = (at: number) =>
    act(() => rows().at(at)!.querySelector<HTMLElement>('[data-row]')!.focus());
  const focused = () => document.activeElement?.getAttribute('data-row');
  enter(1);
  view.again(board({ rows: missedRows.filter((_row, at) => at !== 1) }));
  expect(focused()).toBe(missedRows[2]!.key);
  // The last one goes: back to the one before it.
  enter(-1);
  view.again(board({ rows: missedRows.slice(0, 1) }));
  expect(focused()).toBe(missedRows[0]!.key);
});
