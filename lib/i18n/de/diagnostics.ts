import type { Texts } from '../texts.ts';

export const diagnostics: Texts['diagnostics'] = {
  title: 'Diagnose',
};
