import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { DEFAULT_SETTINGS } from '../../lib/core/settings.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { Result } from '../../lib/rpc/contract.ts';
import { stubSight } from '../../components/testing/sight.ts';
import { createCardActions } from '../../lib/state/card-actions.ts';
import { createCardsStore } from '../../lib/state/cards-store.ts';
import { createQueries } from '../../lib/state/queries.ts';
import { createWorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { ended, sampleCard } from '../../tests/gallery/sample-cards.ts';
import { awayCase, missedRows, past, waitingNotes } from '../../tests/gallery/sample-history.ts';
import { SidePanel } from './SidePanel.tsx';
import { TYPING_MS } from './use-history.ts';
import { UNDO_MS } from './use-put-aside.ts';

type Answer = (input: never) => Result<unknown> | Promise<Result<unknown>>;
const ok = (value: unknown): Result<unknown> => ({ ok: true, value });
const no = (code: string): Result<unknown> => ({ ok: false, code });

const base: Record<string, Answer> = {
  'settings.get': () => ok(DEFAULT_SETTINGS),
  'connection.get': () => ok({ relay: 'live', phone: 'on' }),
  'away.get': () => ok(null),
  'away.seen': () => ok(null),
  'missed.list': () => ok({ items: missedRows.slice(0, 3), total: 3 }),
  'missed.done': () => ok({ calls: 1 }),
  'missed.claim': () => ok(null),
  'notes.waiting': () => ok(waitingNotes),
  'notes.discard': () => ok(null),
  'notes.retry': () => ok(null),
  'note.options': () => no('internal/no-answer'),
  'dial.check': () => ok({ e164: '+49301', display: '+49 30 1' }),
  'dial.start': () => ok({ e164: '+49301', display: '+49 30 1', by: 'relay' }),
  'history.page': () => ok({ items: [past('h1', 0, 60_000)] }),
  'history.card': () => ok(sampleCard({ dismissed: true }, { ...ended, id: 'h1' })),
};

function open(more: Record<string, Answer> = {}) {
  const asked: [string, unknown][] = [];
  const answers = { ...base, ...more };
  const call = (async (method: string, input: never) => {
    asked.push([method, input]);
    return (await answers[method]?.(input)) ?? no('internal/unexpected');
  }) as unknown as Call;
  const client = new QueryClient();
  const store = createCardsStore();
  store.apply({ type: 'all', cards: [], phone: 'on', locale: 'auto' });
  render(
    <QueryClientProvider client={client}>
      <SidePanel
        call={call}
        queries={createQueries(call)}
        workspace={createWorkspaceQueries(call)}
        store={store}
        actions={createCardActions(call, document)}
        openOptions={() => {}}
      />
    </QueryClientProvider>,
  );
  const of = (method: string) =>
    asked.filter(([name]) => name === method).map(([, input]) => input);
  return { of, answers, client, store };
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const go = async (part: string) => {
  fireEvent.click(screen.getByTestId(`tab-${part}`));
  await pass(0);
};
const keys = () => screen.queryAllByTestId('missed-row').map((row) => row.dataset['key']);
const inRow = (key: string, id: string) =>
  within(
    screen.getAllByTestId('missed-row').find((row) => row.dataset['key'] === key)!,
  ).getByTestId(id);

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: false });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a text is asked for once nothing is typed for a moment', async () => {
  const { of } = open();
  await go('history');
  const field = screen.getByTestId('history-search');
  for (const q of ['k', 'kr', 'kra']) {
    fireEvent.change(field, { target: { value: q } });
    await pass(TYPING_MS - 1);
  }
  expect(of('history.page')).toHaveLength(1);
  await pass(1);
  expect(of('history.page').slice(1)).toMatchObject([{ q: 'kra', limit: 40 }]);
});

test('an answer to an earlier question that comes late is never shown', async () => {
  const late: Record<string, (answer: Result<unknown>) => void> = {};
  open({
    'history.page': ({ q }: { q?: string }) =>
      q === undefined ? ok({ items: [] }) : new Promise((done) => (late[q] = done)),
  });
  await go('history');
  const field = screen.getByTestId('history-search');
  for (const q of ['old', 'new']) {
    fireEvent.change(field, { target: { value: q } });
    await pass(TYPING_MS);
  }
  late['new']!(ok({ items: [past('new', 0, 0)] }));
  await pass(0);
  late['old']!(ok({ items: [past('old', 0, 0)] }));
  await pass(0);
  const rows = screen.getAllByTestId('history-row');
  expect(rows.map((row) => row.dataset['callId'])).toEqual(['new']);
});

test('earlier pages are added, each call once', async () => {
  const { of } = open({
    'history.page': ({ cursor }: { cursor?: string }) =>
      cursor === undefined
        ? ok({ items: [past('a', 1_000, 0), past('b', 2_000, 0)], next: 'n' })
        : ok({ items: [past('b', 2_000, 0), past('c', 3_000, 0)] }),
  });
  await go('history');
  fireEvent.click(screen.getByTestId('history-more'));
  await pass(0);
  const rows = screen.getAllByTestId('history-row');
  expect(rows.map((row) => row.dataset['callId'])).toEqual(['a', 'b', 'c']);
  expect(of('history.page')).toMatchObject([{}, { cursor: 'n' }]);
});

test('the foot is reached while the list is read anew: earlier calls come when that is over', async () => {
  const sight = stubSight();
  const page = { items: [past('a', 1_000, 0)], next: 'n' };
  const { of, answers, store } = open({ 'history.page': () => ok(page) });
  await go('history');
  let answer: (value: Result<unknown>) => void = () => {};
  answers['history.page'] = () => new Promise((done) => (answer = done));
  for (const card of [{}, ended]) {
    const version = card === ended ? 2 : 1;
    act(() => store.apply({ type: 'card', card: sampleCard({}, { ...card, id: 'a', version }) }));
  }
  await pass(0);
  act(sight.come);
  answers['history.page'] = ({ cursor }: { cursor?: string }) =>
    ok(cursor === undefined ? page : { items: [past('b', 2_000, 0)] });
  answer(ok(page));
  await pass(0);
  expect(of('history.page')).toContainEqual(expect.objectContaining({ cursor: 'n' }));
  await pass(10);
  expect(screen.getAllByTestId('history-row')).toHaveLength(2);
});

test('the list follows a call that ends', async () => {
  let items: AgentCall[] = [];
  const { store } = open({ 'history.page': () => ok({ items }) });
  await go('history');
  expect(screen.queryAllByTestId('history-row')).toHaveLength(0);
  items = [past('new', 0, 0)];
  act(() => store.apply({ type: 'card', card: sampleCard({}, { id: 'new' }) }));
  act(() =>
    store.apply({ type: 'card', card: sampleCard({}, { ...ended, id: 'new', version: 2 }) }),
  );
  await pass(0);
  expect(screen.getAllByTestId('history-row')).toHaveLength(1);
});

test('an old call opens over the list and one comes back to its row', async () => {
  open();
  await go('history');
  const row = within(screen.getByTestId('history-row')).getAllByRole('button')[0]!;
  row.focus();
  fireEvent.click(row);
  await pass(0);
  expect(within(screen.getByTestId('call-detail')).getByTestId('card')).toBeDefined();
  fireEvent.click(screen.getByTestId('back'));
  await pass(0);
  expect(screen.queryByTestId('call-detail')).toBeNull();
  expect(document.activeElement).toBe(row);
});

test('done is taken back within eight seconds, and nobody was told', async () => {
  const { of } = open();
  await go('missed');
  fireEvent.click(inRow('a', 'missed-done'));
  expect(keys()).toEqual(['b', 'c']);
  expect(screen.getByTestId('count-missed').textContent).toBe('2');
  await pass(UNDO_MS - 1);
  fireEvent.click(screen.getByTestId('undo'));
  await pass(UNDO_MS);
  expect(keys()).toEqual(['a', 'b', 'c']);
  expect(of('missed.done')).toEqual([]);
});

test('done is told after eight seconds; several at once, and the next does not wait', async () => {
  const { of, answers } = open();
  await go('missed');
  fireEvent.click(inRow('a', 'missed-done'));
  fireEvent.click(screen.getByTestId('missed-select-all'));
  answers['missed.list'] = () => ok({ items: [], total: 0 });
  fireEvent.click(screen.getByTestId('missed-done-selected'));
  await pass(0);
  expect(of('missed.done')).toEqual([{ keys: ['a'] }]);
  await pass(UNDO_MS);
  expect(of('missed.done')).toEqual([{ keys: ['a'] }, { keys: ['b', 'c'] }]);
  expect(screen.getByTestId('nothing').textContent).toContain('Nobody waits');
});

test('a panel that is closed loses no "done"', async () => {
  const { of } = open();
  await go('missed');
  fireEvent.click(inRow('b', 'missed-done'));
  fireEvent(window, new Event('pagehide'));
  await pass(0);
  expect(of('missed.done')).toEqual([{ keys: ['b'] }]);
});

test('a caller who tries again meanwhile is not done', async () => {
  const { of, answers, client } = open();
  await go('missed');
  fireEvent.click(inRow('a', 'missed-done'));
  const again = { ...missedRows[0]!, lastAt: missedRows[0]!.lastAt + 60_000, attempts: 4 };
  answers['missed.list'] = () => ok({ items: [again, missedRows[1]], total: 2 });
  await act(() => client.invalidateQueries({ queryKey: ['missed.list'] }));
  await pass(0);
  expect(keys()).toEqual(['a', 'b']);
  await pass(UNDO_MS);
  expect(of('missed.done')).toEqual([]);
});

test('a refusal brings the row back and says why', async () => {
  open({ 'missed.done': () => no('relay/unreachable') });
  await go('missed');
  fireEvent.click(inRow('b', 'missed-done'));
  await pass(UNDO_MS);
  expect(keys()).toEqual(['a', 'b', 'c']);
  expect(screen.getByRole('alert').textContent).toContain('relay cannot be reached');
});

test('calling back claims the row first; one that a colleague has just taken is not called', async () => {
  const { of, answers } = open();
  await go('missed');
  fireEvent.click(inRow('b', 'missed-call'));
  await pass(0);
  expect(of('missed.claim')).toEqual([{ key: 'b', claim: true }]);
  expect(of('dial.start')).toEqual([{ text: '+33140000000' }]);
  answers['missed.claim'] = () => no('missed/claimed');
  fireEvent.click(inRow('b', 'missed-call'));
  await pass(0);
  expect(of('dial.start')).toHaveLength(1);
  expect(screen.getByRole('alert').textContent).toContain('colleague has taken this over');
  // Of one's own, and of one that a colleague has, nothing is claimed.
  fireEvent.click(inRow('c', 'missed-call'));
  fireEvent.click(inRow('a', 'missed-call'));
  await pass(0);
  expect(of('missed.claim')).toHaveLength(2);
  expect(of('dial.start')).toHaveLength(3);
});

test('a note to a missed caller opens the card of the latest attempt', async () => {
  const { of } = open();
  await go('missed');
  fireEvent.click(inRow('a', 'missed-note'));
  await pass(0);
  expect(of('history.card')).toEqual([{ callId: 'call-a' }]);
});

test('a discarded note is gone for good, and that is said', async () => {
  const { of } = open();
  await go('notes');
  fireEvent.click(screen.getAllByTestId('waiting-discard')[0]!);
  fireEvent.click(screen.getByTestId('discard-yes'));
  await pass(0);
  expect(of('notes.discard')).toEqual([{ callId: 'w1' }]);
  expect(screen.getByTestId('toast').textContent).toContain('The note is gone');
});

test('a call by hand: sent again after a failure it is the same one, then its card opens', async () => {
  const { of, answers } = open({ 'calls.enter': () => no('relay/slow') });
  await go('history');
  fireEvent.click(screen.getByTestId('enter-call'));
  fireEvent.change(screen.getByTestId('manual-number'), { target: { value: '0301' } });
  await pass(0);
  expect(screen.getByTestId('manual-reads').textContent).toBe('Read as +49 30 1');
  fireEvent.submit(screen.getByTestId('manual-call'));
  await pass(0);
  expect(
    within(screen.getByTestId('manual-call')).getByText(/does not answer in time/),
  ).toBeDefined();
  answers['calls.enter'] = () => ok(past('h1', 0, 300_000, { manual: true }));
  fireEvent.submit(screen.getByTestId('manual-call'));
  await pass(0);
  const [first, second] = of('calls.enter') as { requestId: string }[];
  expect(second).toEqual(first);
  expect(of('history.page')).toHaveLength(2);
  expect(screen.getByTestId('call-detail')).toBeDefined();
});

test('while one was away: the summary leads to the history since then, until it is seen', async () => {
  const { of, answers } = open({ 'away.get': () => ok(awayCase) });
  await pass(0);
  fireEvent.click(screen.getByTestId('away-show'));
  await pass(0);
  expect(of('history.page').at(-1)).toMatchObject({ from: awayCase.from });
  answers['away.get'] = () => ok(null);
  fireEvent.click(screen.getByTestId('away-seen'));
  await pass(0);
  expect(screen.queryByTestId('away')).toBeNull();
  expect(of('away.seen')).toEqual([{}]);
});

test('without a relay it says what to do, everywhere', async () => {
  open({
    'connection.get': () => ok({ relay: 'offline', reason: 'relay/unreachable', phone: 'on' }),
    'missed.list': () => no('relay/unreachable'),
    'history.page': () => no('relay/unreachable'),
  });
  await pass(0);
  expect(screen.getByTestId('connection').dataset['state']).toBe('offline');
  for (const part of ['missed', 'history']) {
    await go(part);
    expect(screen.getByTestId('remedy').dataset['code']).toBe('relay/unreachable');
  }
});

test('the last visit is remembered, so that one can see what came since', async () => {
  vi.useRealTimers();
  localStorage.setItem('offhook.panel-left', String(Date.now() - 7_200_000));
  open();
  fireEvent.click(screen.getByTestId('tab-history'));
  fireEvent.click(await screen.findByTestId('history-filter-button'));
  await waitFor(() =>
    expect(screen.getByTestId('filter-range').textContent).toContain('Since I was last here'),
  );
  fireEvent(window, new Event('pagehide'));
  expect(Number(localStorage.getItem('offhook.panel-left'))).toBeGreaterThan(Date.now() - 60_000);
});
