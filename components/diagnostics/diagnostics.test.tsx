import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_IDS, type DiagnosticRow } from '../../lib/core/diagnostics.ts';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { renderWith } from '../testing/render.tsx';
import { type DiagnosticsActions, DiagnosticsView } from './DiagnosticsView.tsx';

const id = (name: string) => screen.getByTestId(name);
const rows: DiagnosticRow[] = [
  { id: 'token', state: 'ok', value: '' },
  { id: 'live', state: 'bad', value: 'offline', problem: 'relay/unreachable' },
  { id: 'notifications', state: 'info', value: 'granted' },
  { id: 'damaged', state: 'warn', value: '2', problem: 'diagnostics/damaged' },
];

function setup(more: Partial<DiagnosticsActions> = {}, locale: 'de' | 'en' = 'en') {
  const copied: string[] = [];
  renderWith(
    <DiagnosticsView
      diagnose={async () => ({ ok: true, value: { text: 'Offhook report', rows } })}
      copy={async (text) => {
        copied.push(text);
        return { ok: true, value: null };
      }}
      {...more}
    />,
    { locale },
  );
  return { copied };
}

describe('diagnostics', () => {
  it('nothing is asked until the agent wants the report', async () => {
    let asked = 0;
    setup({
      async diagnose() {
        asked++;
        return { ok: true, value: { text: '', rows: [] } };
      },
    });
    expect(asked).toBe(0);
    fireEvent.click(id('diagnose'));
    await waitFor(() => expect(id('diagnostics-said').textContent).toBe('Nothing is wrong.'));
  });
  it('says how much deserves a look, and at each what to do', async () => {
    setup();
    fireEvent.click(id('diagnose'));
    await waitFor(() => expect(id('diagnostics-said').textContent).toContain('2 things'));
    expect(id('diagnostic-live').textContent).toMatch(/offline · does not work.*Check the address/);
    expect(id('diagnostic-token').textContent).toContain('fine');
  });
  it('copies the text, and says so', async () => {
    const { copied } = setup();
    fireEvent.click(id('diagnose'));
    fireEvent.click(await screen.findByTestId('copy-report'));
    await waitFor(() => expect(id('diagnostics-said').textContent).toContain('Copied'));
    expect(copied).toEqual(['Offhook report']);
  });
  it('where the browser does not copy, the text is there to be selected', async () => {
    setup({ copy: async () => ({ ok: false, code: 'internal/unexpected' }) });
    fireEvent.click(id('diagnose'));
    fireEvent.click(await screen.findByTestId('copy-report'));
    await waitFor(() => expect(id('diagnostics-said').textContent).toContain('Select the text'));
    expect((id('report-text') as HTMLTextAreaElement).value).toBe('Offhook report');
    expect((id('report-text') as HTMLTextAreaElement).readOnly).toBe(true);
  });
  it('in German, words and all', async () => {
    setup({}, 'de');
    fireEvent.click(id('diagnose'));
    await waitFor(() => expect(id('diagnostic-live').textContent).toMatch(/getrennt · geht nicht/));
    expect(id('diagnostic-notifications').textContent).toContain('erlaubt');
  });
  it.each(['en', 'de'] as const)('%s has a label for each line of the report', (locale) => {
    const { label } = createTexts(locale).texts.diagnostics;
    expect(Object.keys(label).toSorted()).toEqual([...DIAGNOSTIC_IDS].toSorted());
  });
});
