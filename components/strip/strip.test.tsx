import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { NOW } from '../../tests/gallery/sample-cards.ts';
import { pastCalls } from '../../tests/gallery/sample-history.ts';
import { renderWith } from '../testing/render.tsx';
import { CallStrip, type CallStripProps } from './CallStrip.tsx';

const show = (part: Partial<CallStripProps> = {}, locale: 'de' | 'en' = 'en') =>
  renderWith(<CallStrip calls={pastCalls} missed={1} more={false} onLeave={() => {}} {...part} />, {
    now: NOW,
    locale,
  });
const pill = () => screen.getByTestId('strip-pill');

test('is one line: how many, when last, how many missed', () => {
  show();
  expect(pill().textContent).toBe('9 calls · last 11:52 · 1 missed');
  show({ missed: 0, more: true }, 'de');
  expect(pill().textContent).toBe('9+ Anrufe · zuletzt 11:52');
});

test('nothing is shown for a person who never called', () => {
  show({ calls: [] });
  expect(screen.queryByTestId('strip')).toBeNull();
});

test('opens a list that says direction and outcome, who, when and what was noted', () => {
  show();
  expect(screen.queryAllByTestId('strip-call')).toHaveLength(0);
  fireEvent.click(pill());
  expect(pill().getAttribute('aria-expanded')).toBe('true');
  const rows = screen.getAllByTestId('strip-call').map((row) => row.textContent);
  expect(rows).toHaveLength(pastCalls.length);
  expect(rows[0]).toMatch(/Answered11:522:10\u00a0· Anna Adler\u00a0· TechnicianHook stops/);
});

test('Esc closes the list first, then gives the focus back to the page', () => {
  const onLeave = vi.fn();
  show({ onLeave });
  fireEvent.click(pill());
  fireEvent.keyDown(screen.getAllByTestId('strip-call')[0]!, { key: 'Escape' });
  expect(screen.queryAllByTestId('strip-call')).toHaveLength(0);
  expect(document.activeElement).toBe(pill());
  expect(onLeave).not.toHaveBeenCalled();
  fireEvent.keyDown(pill(), { key: 'Escape' });
  expect(onLeave).toHaveBeenCalledTimes(1);
});

test('runs no clock', () => {
  const { clock } = show();
  expect(clock.waiting()).toBe(0);
});
