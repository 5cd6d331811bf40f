import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../testing/render.tsx';
import { type BackupActions, BackupSection } from './BackupSection.tsx';

const id = (name: string) => screen.getByTestId(name);

function setup(more: Partial<BackupActions> = {}, locale: 'de' | 'en' = 'en') {
  const imported: string[] = [];
  const downloads: unknown[] = [];
  const actions: BackupActions = {
    exportFile: async () => ({ ok: true, value: { text: 'before', name: 'settings.json' } }),
    async importFile(text) {
      imported.push(text);
      return { ok: true, value: { skipped: [] } };
    },
    resetAll: async () => ({ ok: true, value: null }),
    download: (file) => void downloads.push(file),
    ...more,
  };
  renderWith(<BackupSection {...actions} />, { locale });
  const choose = (text: string) =>
    fireEvent.change(id('import-file'), {
      target: { files: [new File([text], 'settings.json', { type: 'application/json' })] },
    });
  return { imported, downloads, choose };
}

describe('backup', () => {
  it('export hands over a file and names it', async () => {
    const { downloads } = setup();
    fireEvent.click(id('export'));
    await waitFor(() => expect(id('backup-said').textContent).toContain('settings.json'));
    expect(downloads).toEqual([{ text: 'before', name: 'settings.json' }]);
  });
  it('import says what was left out, and can be taken back', async () => {
    const imported: string[] = [];
    const { choose } = setup({
      async importFile(text) {
        imported.push(text);
        return { ok: true, value: { skipped: ['sound', 'dial'] } };
      },
    });
    choose('{"new":true}');
    await waitFor(() => expect(id('backup-said').textContent).toContain('Sound and Dial with'));
    fireEvent.click(id('undo-import'));
    await waitFor(() => expect(id('backup-said').textContent).toContain('before the import'));
    expect(imported).toEqual(['{"new":true}', 'before']);
  });
  it.each([
    ['json', /damaged/],
    ['kind', /not a file with settings/],
    ['newer', /newer Offhook/],
    [
      'volume:value, colour:unknown',
      /“Volume” has a value that is not possible.*no setting “colour”/,
    ],
  ])(
    'a file that does not fit (%s) says what is wrong; there is nothing to take back',
    async (detail, words) => {
      const { choose } = setup({
        importFile: async () => ({ ok: false, code: 'settings/unreadable', detail }),
      });
      choose('x');
      await waitFor(() => expect(id('backup-said').textContent).toMatch(words));
      expect(id('backup-said').textContent).toContain('Nothing was changed');
      expect(screen.queryByTestId('undo-import')).toBeNull();
    },
  );
  it('a film is not read at all', async () => {
    const { choose, imported } = setup();
    choose('x'.repeat(500_001));
    await waitFor(() => expect(id('backup-said').textContent).toContain('too large'));
    expect(imported).toEqual([]);
  });
  it('reset of everything asks once more, and can be taken back', async () => {
    let resets = 0;
    const { imported } = setup({
      async resetAll() {
        resets++;
        return { ok: true, value: null };
      },
    });
    fireEvent.click(id('reset-all'));
    expect(resets).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fireEvent.click(id('reset-all'));
    fireEvent.click(id('reset-sure'));
    await waitFor(() => expect(resets).toBe(1));
    fireEvent.click(await screen.findByTestId('undo-import'));
    await waitFor(() => expect(imported).toEqual(['before']));
  });
});
