import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { NOW } from '../../tests/gallery/sample-cards.ts';
import { renderWith } from '../testing/render.tsx';
import { ManualCallForm, type ManualCallFormProps } from './ManualCallForm.tsx';
import { localMoment } from './talk-time.ts';

const did = { onNumber: vi.fn(), onSubmit: vi.fn(), onCancel: vi.fn() };
beforeEach(() => vi.clearAllMocks());
const show = (part: Partial<ManualCallFormProps> = {}) =>
  renderWith(<ManualCallForm check={undefined} busy={false} {...did} {...part} />, { now: NOW });
const set = (id: string, value: string) =>
  fireEvent.change(screen.getByTestId(id), { target: { value } });
const send = () => fireEvent.submit(screen.getByTestId('manual-call'));

test('a call of five minutes that ended just now is what it begins with', () => {
  show();
  set('manual-number', ' 030 123 ');
  send();
  expect(did.onNumber).toHaveBeenCalledWith(' 030 123 ');
  expect(did.onSubmit).toHaveBeenCalledExactlyOnceWith({
    direction: 'in',
    number: '030 123',
    startedAt: Math.floor(NOW / 60_000) * 60_000 - 300_000,
    durationMs: 300_000,
    answered: true,
  });
});

test('a call that nobody answered has no talk time', () => {
  show();
  set('manual-direction', 'out');
  set('manual-duration', 'nonsense');
  set('manual-number', '24');
  fireEvent.click(screen.getByTestId('manual-answered'));
  expect(screen.queryByTestId('manual-duration')).toBeNull();
  send();
  expect(did.onSubmit.mock.calls[0]![0]).toMatchObject({
    direction: 'out',
    answered: false,
    durationMs: 0,
    number: '24',
  });
});

test.each([
  ['manual-duration', 'an hour', 'For example 5 or 2:30'],
  ['manual-when', '', 'choose day and time'],
  ['manual-when', localMoment(NOW - 60_000), 'not over at that time'],
])('%s %j is not sent, and why is said', (id, value, words) => {
  show();
  set(id, value);
  send();
  expect(did.onSubmit).not.toHaveBeenCalled();
  expect(screen.getByText(new RegExp(words))).toBeDefined();
});

test('an unreadable number is said; the relay, which knows extensions, decides', () => {
  show({ check: { unreadable: true } });
  expect(screen.getByTestId('manual-reads').textContent).toContain('not read as a telephone');
  set('manual-number', '24');
  send();
  expect(did.onSubmit).toHaveBeenCalledTimes(1);
});

test('nobody can be called without a number; who called may have hidden it', () => {
  show();
  set('manual-direction', 'out');
  send();
  expect(did.onSubmit).not.toHaveBeenCalled();
  expect(screen.getByText('Which number did you call?')).toBeDefined();
  set('manual-direction', 'in');
  send();
  expect(did.onSubmit).toHaveBeenCalledTimes(1);
});

test('while it is sent it is not sent again; a failure is said', () => {
  show({ busy: true, problem: 'relay/unreachable' });
  send();
  expect(did.onSubmit).not.toHaveBeenCalled();
  expect(screen.getAllByRole('alert').some((each) => /relay cannot/.test(each.textContent))).toBe(
    true,
  );
});
