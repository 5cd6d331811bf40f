import type { Texts } from '../texts.ts';

export const panel: Texts['panel'] = {
  title: 'Anrufe',
};
