import type { Texts } from '../texts.ts';

export const strip: Texts['strip'] = {
  title: 'Anrufe',
};
