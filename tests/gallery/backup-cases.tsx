/** Export, import and reset of all settings. */
import { type BackupActions, BackupSection } from '../../components/settings/BackupSection.tsx';
import type { GalleryCase } from './gallery-part.ts';
import { refuse } from './idle-actions.ts';
import type { Deed } from './Played.tsx';

export const backupActions: BackupActions = {
  exportFile: async () => ({
    ok: true,
    value: { text: '{}', name: 'offhook-settings-2026-11-21.json' },
  }),
  importFile: async () => ({ ok: true, value: { skipped: ['sound', 'cardIn'] } }),
  resetAll: async () => ({ ok: true, value: null }),
  download() {},
};

const backup = (part: Partial<BackupActions> = {}, deeds?: readonly Deed[]): GalleryCase => ({
  content: () => <BackupSection {...backupActions} {...part} />,
  ...(deeds && { deeds }),
});
const file: Deed[] = [{ import: 'import-file', text: '{}' }];

export const backupCases: Record<string, GalleryCase> = {
  backup: backup(),
  exported: backup({}, [{ click: 'export' }]),
  'export failed': backup({ exportFile: refuse('internal/unexpected') }, [{ click: 'export' }]),
  'imported, some are fixed': backup({}, file),
  'import refused': backup(
    { importFile: refuse('settings/unreadable', 'volume:value, color:unknown') },
    file,
  ),
  'reset?': backup({}, [{ click: 'reset-all' }]),
  'reset, undo': backup({}, [{ click: 'reset-all' }, { click: 'reset-sure' }]),
};
