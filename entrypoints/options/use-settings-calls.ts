import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BackupActions } from '../../components/settings/BackupSection.tsx';
import type { SettingsActions } from '../../components/settings/settings-context.tsx';
import type { DiagnosticsActions } from '../../components/diagnostics/DiagnosticsView.tsx';
import type { Call } from '../../lib/rpc/client.ts';
import type { Queries } from '../../lib/state/queries.ts';

type Calls = SettingsActions &
  Omit<BackupActions, 'download'> &
  Pick<DiagnosticsActions, 'diagnose'>;

/** What the page asks about settings. After each change the view is read anew: locks and all. */
export function useSettingsCalls({ call, queries }: { call: Call; queries: Queries }): Calls {
  const client = useQueryClient();
  return useMemo(() => {
    async function fresh<T>(answer: T): Promise<T> {
      // What is on its way already was asked before the change.
      await client.cancelQueries({ queryKey: queries.settingsView.queryKey });
      await client.refetchQueries({ queryKey: queries.settingsView.queryKey });
      return answer;
    }
    return {
      set: async (part) => fresh(await call('settings.set', part)),
      reset: async (keys) => fresh(await call('settings.reset', keys ? { keys } : {})),
      resetAll: async () => fresh(await call('settings.reset', {})),
      exportFile: () => call('settings.export', {}),
      importFile: async (text) => fresh(await call('settings.import', { text })),
      diagnose: () => call('diagnostics.get', {}),
    };
  }, [call, client, queries]);
}
