import type { Texts } from '../texts.ts';

export const wrapUp: Texts['wrapUp'] = {
  title: 'Notiz',
};
