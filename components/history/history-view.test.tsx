import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Locale } from '../../lib/i18n/texts.ts';
import { NOW } from '../../tests/gallery/sample-cards.ts';
import { pastCalls } from '../../tests/gallery/sample-history.ts';
import { renderWith } from '../testing/render.tsx';
import { EVERYTHING } from './choice.ts';
import { HistoryView, type HistoryViewProps } from './HistoryView.tsx';

const did = {
  onChoice: vi.fn(),
  onEnter: vi.fn(),
  onOpen: vi.fn(),
  onCallBack: vi.fn(),
  onTicket: vi.fn(),
  onMore: vi.fn(),
  onFresh: vi.fn(),
  onRetry: vi.fn(),
};
beforeEach(() => vi.clearAllMocks());

const view = (part: Partial<HistoryViewProps> = {}) => (
  <HistoryView
    calls={pastCalls}
    choice={EVERYTHING}
    since={undefined}
    stale={false}
    more={false}
    loadingMore={false}
    fresh={false}
    {...did}
    {...part}
  />
);
const show = (part: Partial<HistoryViewProps> = {}, locale: Locale = 'en') =>
  renderWith(view(part), { now: NOW, locale });
const rows = () => screen.getAllByTestId('history-row');
const main = (row: HTMLElement) => within(row).getAllByRole('button')[0]!;

test('calls stand under their days, the newest first', () => {
  show();
  const days = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent);
  expect(days).toEqual(['Today', 'Yesterday', 'Thursday, November 19', 'Friday, October 17, 2025']);
  expect(rows()).toHaveLength(pastCalls.length);
});

test('a row says who, how it went, when, where, how long, and what was noted', () => {
  show({}, 'de');
  expect(rows()[0]!.textContent).toMatch(
    /Ida Plus.*Angenommen.*11:52.*\+49 30 609854180\u00a0· Kranbau Nord GmbH.*Angenommen\u00a0· 2:10\u00a0· Support\u00a0· Anna Adler.*Technician.*Hook stops.*#39002/,
  );
  expect(rows()[1]!.textContent).toMatch(
    /Mia Shared \+2.*Verpasst\u00a0· 0:18 gewartet\u00a0· Support/,
  );
});

test('a row opens its call; the ticket and the number have buttons of their own', () => {
  show();
  fireEvent.click(main(rows()[0]!));
  expect(did.onOpen).toHaveBeenCalledExactlyOnceWith(pastCalls[0]);
  fireEvent.click(screen.getByTestId('row-ticket'));
  expect(did.onTicket).toHaveBeenCalledExactlyOnceWith(pastCalls[0], 2);
  fireEvent.click(screen.getAllByTestId('row-call')[1]!);
  expect(did.onCallBack).toHaveBeenCalledExactlyOnceWith('+4930609854180');
  expect(did.onOpen).toHaveBeenCalledTimes(1);
});

test('nobody can call a withheld number or a colleague’s extension from here', () => {
  show();
  const without = rows().filter((row) => !within(row).queryByTestId('row-call'));
  expect(without.map((row) => row.dataset['callId'])).toEqual(['h4', 'h8']);
});

test('the list is one stop of the Tab key, arrows go from row to row', () => {
  show();
  const stops = () => rows().filter((row) => main(row).tabIndex === 0);
  expect(stops()).toEqual([rows()[0]]);
  main(rows()[0]!).focus();
  fireEvent.keyDown(main(rows()[0]!), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(main(rows()[1]!));
  expect(stops()).toEqual([rows()[1]]);
  fireEvent.keyDown(document.activeElement!, { key: 'End' });
  expect(document.activeElement).toBe(main(rows().at(-1)!));
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(main(rows().at(-1)!));
  fireEvent.keyDown(document.activeElement!, { key: 'Home', ctrlKey: true });
  expect(document.activeElement).toBe(main(rows().at(-1)!));
});

test('a row that goes leaves the list with a way in', () => {
  const page = show();
  main(rows()[3]!).focus();
  page.again(view({ calls: pastCalls.slice(0, 2) }));
  expect(main(rows()[0]!).tabIndex).toBe(0);
});

test('words and filters are chosen; Esc empties the words', () => {
  show({ choice: { ...EVERYTHING, q: 'ida' } });
  const field = screen.getByTestId('history-search');
  fireEvent.change(field, { target: { value: 'idaa' } });
  expect(did.onChoice).toHaveBeenLastCalledWith({ ...EVERYTHING, q: 'idaa' });
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(did.onChoice).toHaveBeenLastCalledWith(EVERYTHING);
  expect(screen.queryByTestId('history-filters')).toBeNull();
  fireEvent.click(screen.getByTestId('history-filter-button'));
  fireEvent.change(screen.getByTestId('filter-outcome'), { target: { value: 'missed' } });
  expect(did.onChoice).toHaveBeenLastCalledWith({ ...EVERYTHING, q: 'ida', outcome: 'missed' });
});

test('the range since the last visit is offered only when there was one', () => {
  const ranges = () => {
    fireEvent.click(screen.getByTestId('history-filter-button'));
    return within(screen.getByTestId('filter-range'))
      .getAllByRole('option')
      .map((each) => each.textContent);
  };
  show();
  expect(ranges()).not.toContain('Since I was last here');
  show({ since: NOW - 3_600_000 });
  expect(ranges()).toContain('Since I was last here (11:04)');
});

test('names to filter by come from what is listed', () => {
  show();
  fireEvent.click(screen.getByTestId('history-filter-button'));
  const list = document.getElementById(
    screen.getByTestId<HTMLInputElement>('filter-line').getAttribute('list')!,
  )!;
  expect([...list.querySelectorAll('option')].map((each) => each.value)).toEqual([
    'Second level',
    'Support',
    'Waiting room',
  ]);
});

test('earlier calls: by button, and not twice while they come', () => {
  const page = show({ more: true });
  fireEvent.click(screen.getByTestId('history-more'));
  expect(did.onMore).toHaveBeenCalledTimes(1);
  page.again(view({ more: true, loadingMore: true }));
  fireEvent.click(screen.getByTestId('history-more'));
  expect(did.onMore).toHaveBeenCalledTimes(1);
  page.again(view());
  expect(screen.getByText('No earlier calls.')).toBeDefined();
});

test('says what is wrong and what to do, and keeps what it has', () => {
  show({ problem: 'relay/unreachable' });
  const remedy = screen.getByTestId('remedy');
  expect(remedy.textContent).toContain('relay cannot be reached');
  expect(remedy.textContent).toContain('may be out of date');
  expect(rows()).toHaveLength(pastCalls.length);
  fireEvent.click(within(remedy).getByRole('button'));
  expect(did.onRetry).toHaveBeenCalledTimes(1);
});

test('tells nothing yet from nothing found, with a way out of the filters', () => {
  const page = show({ calls: [] });
  expect(screen.getByTestId('nothing').textContent).toContain('No calls yet');
  page.again(view({ calls: [], choice: { ...EVERYTHING, mine: true } }));
  expect(screen.getByTestId('nothing').textContent).toContain('No call matches');
  fireEvent.click(screen.getByText('Clear filters'));
  expect(did.onChoice).toHaveBeenCalledExactlyOnceWith(EVERYTHING);
  page.again(view({ calls: undefined }));
  expect(screen.queryByTestId('nothing')).toBeNull();
  expect(screen.getByText('Loading …')).toBeDefined();
});

test('how many calls are shown is said, but not while they are about to change', () => {
  const page = show();
  expect(screen.getByText('9 calls shown')).toBeDefined();
  page.again(view({ stale: true }));
  expect(screen.queryByText('9 calls shown')).toBeNull();
});
