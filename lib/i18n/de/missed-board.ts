import type { Texts } from '../texts.ts';

export const missedBoard: Texts['missedBoard'] = {
  title: 'Verpasste Anrufe',
};
