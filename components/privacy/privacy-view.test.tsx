import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PrivacyReport, PrivacyView as Stored } from '../../lib/core/privacy.ts';
import { renderWith } from '../testing/render.tsx';
import { type PrivacyActions, PrivacyView } from './PrivacyView.tsx';

const id = (name: string) => screen.getByTestId(name);
const NONE = { cards: 0, drafts: 0, outbox: 0, memory: 0 };
const AT = Date.UTC(2026, 10, 20, 10);
const report: PrivacyReport = {
  number: '+4930609854180',
  officer: true,
  retentionDays: 30,
  items: [
    { kind: 'calls', count: 2, end: 'retention', firstAt: AT, lastAt: AT, goesAt: AT + 1e9 },
    { kind: 'directory', count: 1, end: 'zammad' },
  ],
};
const full: Stored = {
  display: '+49 30 609854180',
  relay: report,
  browser: { ...NONE, drafts: 1 },
};

function setup(value: Stored = full, more: Partial<PrivacyActions> = {}, locale?: 'de') {
  const calls: string[] = [];
  const downloads: string[] = [];
  const actions: PrivacyActions = {
    async look(text) {
      calls.push(`look ${text}`);
      return { ok: true, value };
    },
    exportFile: async () => ({ ok: true, value: { text: '{}', name: 'privacy.json' } }),
    async erase(text) {
      calls.push(`erase ${text}`);
      return { ok: true, value: { relay: { done: true, counts: {} }, browser: NONE } };
    },
    download: ({ name }) => void downloads.push(name),
    ...more,
  };
  renderWith(<PrivacyView {...actions} />, { locale: locale ?? 'en' });
  return { calls, downloads };
}
function look(text = '030 609854180'): void {
  fireEvent.change(id('privacy-number'), { target: { value: text } });
  const form = id('privacy-number').closest('form');
  if (form) fireEvent.submit(form);
}

describe('what is stored', () => {
  it('is said in sentences, by the relay and by this browser', async () => {
    const { calls } = setup();
    expect((id('privacy-look') as HTMLButtonElement).disabled).toBe(true);
    look();
    await waitFor(() => id('privacy-stored'));
    const text = id('privacy-stored').textContent;
    expect(text).toContain('The relay stores about +49 30 609854180');
    expect(text).toContain('2 calls');
    expect(text).toContain('gone by');
    expect(text).toContain('1 person in the directory');
    expect(text).toContain('until it is changed in Zammad');
    expect(text).toContain('1 note being written or put aside');
    expect(text).toContain('after 30 days');
    expect(calls).toEqual(['look 030 609854180']);
  });
  it('in German, too', async () => {
    setup(full, {}, 'de');
    look();
    await waitFor(() => expect(id('privacy-stored').textContent).toContain('2 Anrufe'));
  });
  it('no number: said at the field, and nothing old stays', async () => {
    setup(full, {
      look: async (text) =>
        text === 'x' ? { ok: false, code: 'dial/unreadable' } : { ok: true, value: full },
    });
    look();
    await waitFor(() => id('privacy-stored'));
    look('x');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('country code'));
    expect(screen.queryByTestId('privacy-stored')).toBeNull();
  });
  it('a relay that does not answer: this browser is told all the same', async () => {
    setup({ ...full, relay: undefined, relayProblem: 'relay/unreachable' });
    look();
    await waitFor(() => id('privacy-stored'));
    expect(id('privacy-stored').textContent).toMatch(/cannot be reached.*1 note being written/);
    expect(screen.queryByTestId('privacy-erase')).toBeNull();
  });
  it('who is no officer neither exports nor erases', async () => {
    setup({ ...full, relay: { ...report, officer: false, items: [] } });
    look();
    await waitFor(() => id('privacy-stored'));
    expect(id('privacy-stored').textContent).toContain('Nothing that you may see.');
    expect(screen.queryByTestId('privacy-export')).toBeNull();
    expect(screen.queryByTestId('privacy-erase')).toBeNull();
  });
  it('an answer that comes after the next question is not shown', async () => {
    const answers: ((value: Stored) => void)[] = [];
    setup(full, {
      look: () => new Promise((resolve) => answers.push((value) => resolve({ ok: true, value }))),
    });
    look('1');
    look('2');
    answers[1]?.({ ...full, display: 'second' });
    await waitFor(() => expect(id('privacy-stored').textContent).toContain('second'));
    answers[0]?.({ ...full, display: 'first' });
    await Promise.resolve();
    expect(id('privacy-stored').textContent).not.toContain('first');
  });
});

describe('for officers', () => {
  it('the export is handed over as a file', async () => {
    const { downloads } = setup();
    look();
    fireEvent.click(await screen.findByTestId('privacy-export'));
    await waitFor(() => expect(downloads).toEqual(['privacy.json']));
    expect(id('privacy-officer-said').textContent).toContain('privacy.json');
  });
  it('erasing asks once more; cancel and Escape change nothing', async () => {
    const { calls } = setup();
    look();
    for (const away of [
      () => fireEvent.click(id('privacy-cancel')),
      () => fireEvent.keyDown(id('privacy-cancel'), { key: 'Escape' }),
    ]) {
      fireEvent.click(await screen.findByTestId('privacy-erase'));
      const group = screen.getByRole('group');
      expect(within(group).getByText(/no way back/)).toBeDefined();
      expect(document.activeElement).toBe(id('privacy-cancel'));
      away();
      expect(screen.queryByRole('group')).toBeNull();
    }
    expect(calls).toEqual(['look 030 609854180']);
  });
  it('erased: said, and looked at again; the number in the field may be another one by now', async () => {
    const { calls } = setup();
    look();
    fireEvent.click(await screen.findByTestId('privacy-erase'));
    fireEvent.change(id('privacy-number'), { target: { value: '0' } });
    fireEvent.click(id('privacy-erase-sure'));
    await waitFor(() => expect(id('privacy-said').textContent).toContain('Erased at the relay'));
    expect(calls).toEqual(['look 030 609854180', 'erase 030 609854180', 'look 030 609854180']);
  });
  it('refused: why, and everything is still there', async () => {
    setup(full, { erase: async () => ({ ok: false, code: 'privacy/running' }) });
    look();
    fireEvent.click(await screen.findByTestId('privacy-erase'));
    fireEvent.click(id('privacy-erase-sure'));
    await waitFor(() =>
      expect(id('privacy-officer-said').textContent).toContain('when the call is over'),
    );
    expect(id('privacy-stored').textContent).toContain('2 calls');
  });
  it('while a call goes on there is nothing to erase with', async () => {
    setup({ ...full, relay: { ...report, running: true } });
    look();
    const button = (await screen.findByTestId('privacy-erase')) as HTMLButtonElement;
    expect(button.disabled).toBe(true);
  });
});
