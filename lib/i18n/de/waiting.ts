import type { Texts } from '../texts.ts';

export const waiting: Texts['waiting'] = {
  title: 'Wartende Notizen',
};
