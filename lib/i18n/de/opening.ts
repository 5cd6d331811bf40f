import type { Texts } from '../texts.ts';

export const opening: Texts['opening'] = {
  title: 'Öffnen',
};
