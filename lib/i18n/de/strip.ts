import type { Texts } from '../texts.ts';

export const strip: Texts['strip'] = {
  title: 'Anrufe',
  calls: (count) => (count === 1 ? '1 Anruf' : `${count} Anrufe`),
  atLeast: (count) => `${count}+ Anrufe`,
  last: (moment) => `zuletzt ${moment}`,
  missed: (count) => `${count} verpasst`,
  list: 'Anrufe mit dieser Person',
  show: 'Anrufe mit dieser Person zeigen',
  close: 'Schließen',
};
