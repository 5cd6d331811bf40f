import type { Texts } from '../texts.ts';

export const settingsPage: Texts['settingsPage'] = {
  title: 'Einstellungen',
};
