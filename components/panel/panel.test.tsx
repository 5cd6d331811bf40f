import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { idleActions } from '../../tests/gallery/idle-actions.ts';
import { ended, NOW, sampleCard } from '../../tests/gallery/sample-cards.ts';
import { awayCase, pastCalls } from '../../tests/gallery/sample-history.ts';
import { trayOf } from '../../tests/gallery/card-cases.ts';
import { AwayCard } from '../away/AwayCard.tsx';
import { renderWith } from '../testing/render.tsx';
import { CallDetail } from './CallDetail.tsx';
import { Layer } from './Layer.tsx';
import { NowSection } from './NowSection.tsx';
import type { Part } from './PanelTabs.tsx';
import { PanelView } from './PanelView.tsx';

const onPart = vi.fn();
beforeEach(() => vi.clearAllMocks());

function Panel({ layer = false }: { layer?: boolean }) {
  const [part, setPart] = useState<Part>('now');
  const [open, setOpen] = useState(layer);
  return (
    <PanelView
      part={part}
      counts={{ missed: 120, notes: 1 }}
      onPart={(next) => {
        onPart(next);
        setPart(next);
      }}
      layer={
        open ? (
          <Layer title="Ida" onBack={() => setOpen(false)}>
            <input data-testid="inside" />
          </Layer>
        ) : undefined
      }
    >
      <button type="button" data-testid="opener" onClick={() => setOpen(true)}>
        open
      </button>
    </PanelView>
  );
}

test('tabs: one is chosen, arrows go round, counts are told', () => {
  renderWith(<Panel />);
  const [now, missed, , notes] = screen.getAllByRole('tab');
  expect(now!.getAttribute('aria-selected')).toBe('true');
  expect(missed!.textContent).toBe('Missed 99+');
  expect(missed!.title).toBe('120 callers wait');
  fireEvent.keyDown(now!, { key: 'ArrowLeft' });
  expect(onPart).toHaveBeenLastCalledWith('notes');
  expect(document.activeElement).toBe(notes);
  fireEvent.keyDown(notes!, { key: 'ArrowRight' });
  expect(onPart).toHaveBeenLastCalledWith('now');
  fireEvent.keyDown(now!, { key: 'ArrowRight', altKey: true });
  expect(onPart).toHaveBeenCalledTimes(2);
  expect(screen.getByRole('tabpanel').getAttribute('aria-labelledby')).toBe(now!.id);
});

test('a layer takes the focus, makes what lies below inert, and gives the focus back', async () => {
  renderWith(<Panel />);
  const opener = screen.getByTestId('opener');
  opener.focus();
  fireEvent.click(opener);
  expect(document.activeElement?.textContent).toBe('Ida');
  expect(opener.closest('[inert]')).not.toBeNull();
  fireEvent.keyDown(screen.getByTestId('inside'), { key: 'Escape' });
  expect(screen.queryByText('Ida')).toBeNull();
  expect(opener.closest('[inert]')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('three cards are open, further ones are lines until they are opened', () => {
  renderWith(<NowSection cards={trayOf(5)} actions={idleActions} />, { now: NOW });
  const cards = screen.getAllByTestId('card');
  expect(cards.map((card) => card.dataset['folded'])).toEqual([
    'false',
    'false',
    'false',
    'true',
    'true',
  ]);
  fireEvent.click(within(cards[4]!).getByRole('button', { expanded: false }));
  expect(screen.getAllByTestId('card')[4]!.dataset['folded']).toBe('false');
  expect(screen.getAllByTestId('card')[0]!.dataset['folded']).toBe('false');
});

test('no call: says so; cards put away are not shown', () => {
  const away = sampleCard({ dismissed: true }, ended);
  renderWith(<NowSection cards={[away]} actions={idleActions} />, { now: NOW });
  expect(screen.queryByTestId('card')).toBeNull();
  expect(screen.getByTestId('nothing').textContent).toContain('No call right now');
});

test('a call of the past: when, how it went, what a colleague noted, and its card', () => {
  const onBack = vi.fn();
  const openTicket = vi.fn(idleActions.openTicket);
  const card = sampleCard({ dismissed: true }, { ...ended, ...pastCalls[0] });
  renderWith(
    <CallDetail
      card={card}
      actions={{ ...idleActions, openTicket }}
      onRetry={() => {}}
      onBack={onBack}
    />,
    { now: NOW },
  );
  const detail = screen.getByTestId('call-detail');
  expect(detail.textContent).toContain(
    '11:52\u00a0· Answered\u00a0· 2:10\u00a0· Support\u00a0· Anna Adler',
  );
  expect(detail.textContent).toContain('Hook stops at 2 m');
  fireEvent.click(screen.getByText('Open ticket #39002'));
  expect(openTicket).toHaveBeenCalledExactlyOnceWith('h1', 2);
  expect(screen.getByTestId('card').dataset['folded']).toBe('false');
  fireEvent.click(screen.getByTestId('back'));
  expect(onBack).toHaveBeenCalledTimes(1);
});

test('a call that cannot be read says why and can be tried again', () => {
  const onRetry = vi.fn();
  renderWith(
    <CallDetail
      card={undefined}
      problem="call/not-found"
      actions={idleActions}
      onRetry={onRetry}
      onBack={() => {}}
    />,
  );
  expect(screen.getByTestId('remedy').textContent).toContain('no longer known');
  fireEvent.click(within(screen.getByTestId('remedy')).getByRole('button'));
  expect(onRetry).toHaveBeenCalledTimes(1);
});

test('while one was away: one summary, the missed ones, and "seen"', () => {
  const did = { onOpen: vi.fn(), onShow: vi.fn(), onSeen: vi.fn() };
  renderWith(<AwayCard away={awayCase} {...did} />, { now: NOW });
  const card = screen.getByTestId('away');
  expect(card.textContent).toContain('While you were away (10:59–11:54)');
  expect(card.textContent).toContain('4 calls, 2 missed for you, 2 taken by colleagues');
  fireEvent.click(within(card).getByText('Mia Shared'));
  expect(did.onOpen).toHaveBeenCalledExactlyOnceWith(awayCase.missed[0]);
  fireEvent.click(screen.getByTestId('away-seen'));
  fireEvent.click(screen.getByTestId('away-show'));
  expect(did.onSeen).toHaveBeenCalledTimes(1);
  expect(did.onShow).toHaveBeenCalledTimes(1);
});

test('a long absence names the days; many missed ones are counted', () => {
  const away = {
    ...awayCase,
    from: NOW - 3 * 86_400_000,
    missed: Array.from({ length: 9 }, (_, index) => ({ ...pastCalls[1]!, id: `m${index}` })),
  };
  renderWith(<AwayCard away={away} onOpen={() => {}} onShow={() => {}} onSeen={() => {}} />, {
    now: NOW,
    locale: 'de',
  });
  expect(screen.getByTestId('away').textContent).toContain('Mi 12:04');
  expect(screen.getByTestId('away').textContent).toContain('und 4 weitere');
});
