/** The whole options page. */
import { OptionsView, type OptionsViewProps } from '../../components/settings/OptionsView.tsx';
import { DEFAULT_SETTINGS } from '../../lib/core/settings.ts';
import { backupActions } from './backup-cases.tsx';
import { connectProps, FINE } from './connect-cases.tsx';
import type { GalleryCase } from './gallery-part.ts';
import { privacyActions } from './privacy-cases.tsx';
import { OWN } from './sample-settings.ts';

const fine = async () => ({ ok: true as const, value: null });

const page = (part: Partial<OptionsViewProps>): GalleryCase => ({
  content: () => (
    <OptionsView
      view={{
        values: DEFAULT_SETTINGS,
        defaults: DEFAULT_SETTINGS,
        locked: {},
        opener: { by: 'offhook', why: 'rules' },
      }}
      settings={{ set: fine, reset: fine }}
      tryOut={{ playSound() {}, showNotification: fine }}
      backup={backupActions}
      privacy={privacyActions()}
      diagnostics={{
        diagnose: async () => ({ ok: true, value: { text: '', rows: [] } }),
        copy: fine,
      }}
      connect={connectProps()}
      {...part}
    />
  ),
});

export const optionsCases: Record<string, GalleryCase> = {
  'first day': page({}),
  'settings not yet read': page({ view: undefined, connect: connectProps({}, FINE) }),
  'own choices, three of them fixed': page({
    connect: connectProps({}, FINE),
    view: {
      values: OWN,
      defaults: DEFAULT_SETTINGS,
      locked: { sound: 'relay', cardIn: 'browser', links: 'relay' },
      opener: { by: 'offhook', why: 'rules' },
    },
  }),
};
