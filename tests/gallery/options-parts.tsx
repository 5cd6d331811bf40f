/** The options page: each section as delivered, with own choices, fixed by the administrator. */
import type { ReactNode } from 'react';
import { CallsSection } from '../../components/settings/CallsSection.tsx';
import { DiallingSection } from '../../components/settings/DiallingSection.tsx';
import { LanguageSection } from '../../components/settings/LanguageSection.tsx';
import { NotesSection } from '../../components/settings/NotesSection.tsx';
import { OpeningSection } from '../../components/settings/OpeningSection.tsx';
import { SoundSection } from '../../components/settings/SoundSection.tsx';
import { backupCases } from './backup-cases.tsx';
import { connectCases } from './connect-cases.tsx';
import { diagnosticsCases } from './diagnostics-cases.tsx';
import type { GalleryCase, GalleryPart } from './gallery-part.ts';
import { LiveSettings, type LiveSettingsProps } from './LiveSettings.tsx';
import { optionsCases } from './options-cases.tsx';
import { privacyCases } from './privacy-cases.tsx';
import type { Deed } from './Played.tsx';
import { ALL_LOCKED, OWN } from './sample-settings.ts';

const frame = { frame: 'surface', width: 640 } as const;
const fine = async () => ({ ok: true as const, value: null });
const noNotice = async () => ({ ok: false as const, code: 'internal/unexpected' });

const sections: Record<string, () => ReactNode> = {
  calls: () => <CallsSection />,
  opening: () => <OpeningSection />,
  notes: () => <NotesSection />,
  sound: () => <SoundSection playSound={() => {}} showNotification={fine} />,
  dialling: () => <DiallingSection />,
  language: () => <LanguageSection />,
};

const live = (
  content: () => ReactNode,
  props: Omit<LiveSettingsProps, 'children'> = {},
  deeds?: readonly Deed[],
): GalleryCase => ({
  content: () => <LiveSettings {...props}>{content()}</LiveSettings>,
  ...(deeds && { deeds }),
});

/** What may be said beside a setting, and what becomes of a wrong entry. */
const changed: Record<string, GalleryCase> = {
  saved: live(sections['calls']!, {}, [{ choose: 'setting-cardIn', value: 'off' }]),
  'reset, undo': live(sections['calls']!, { own: OWN }, [{ click: 'reset-cardIn' }]),
  refused: live(sections['dialling']!, { refuse: 'settings/locked' }, [
    { choose: 'setting-dial', value: 'off' },
  ]),
  'each rule by itself': live(sections['opening']!, {}, [
    { choose: 'setting-rules', value: 'own' },
    { choose: 'rule-try', value: '400' },
  ]),
  'wrong address': live(sections['opening']!, {}, [
    { type: 'setting-ruleUrl', text: 'javascript:alert(1)' },
    { leave: 'setting-ruleUrl' },
  ]),
  'notification refused': live(
    () => <SoundSection playSound={() => {}} showNotification={noNotice} />,
    {},
    [{ click: 'try-notification' }],
  ),
  'Zammad opens': live(sections['opening']!, { opener: { by: 'zammad', why: 'zammad-desktop' } }),
  'the relay has Zammad open': live(sections['opening']!, {
    opener: { by: 'zammad', why: 'relay-tells-zammad' },
  }),
  'nobody opens': live(sections['opening']!, { opener: { by: 'nobody', why: 'off' } }),
};

const states = (props: Omit<LiveSettingsProps, 'children'>): Record<string, GalleryCase> =>
  Object.fromEntries(
    Object.entries(sections).map(([name, content]) => [name, live(content, props)]),
  );

export const optionsParts = {
  settings: { ...frame, title: 'Settings, as delivered', cases: states({}) },
  'settings-own': { ...frame, title: 'Settings, own choices', cases: states({ own: OWN }) },
  'settings-locked': {
    ...frame,
    title: 'Settings, fixed by the administrator',
    cases: states({ own: OWN, locked: ALL_LOCKED }),
  },
  'settings-changed': { ...frame, title: 'Settings, being changed', cases: changed },
  backup: { ...frame, title: 'Settings: backup', cases: backupCases },
  privacy: { ...frame, title: 'Privacy', cases: privacyCases },
  connect: { ...frame, title: 'Connect', cases: connectCases },
  diagnostics: { ...frame, title: 'Diagnostics', cases: diagnosticsCases },
  options: { ...frame, width: 1000, title: 'Options page', cases: optionsCases },
} satisfies Record<string, GalleryPart>;
