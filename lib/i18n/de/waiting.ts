import type { Texts } from '../texts.ts';

export const waiting: Texts['waiting'] = {
  title: 'Wartende Notizen',
  onTheirWay: 'Unterwegs zu Zammad',
  toAssign: 'Noch ohne Ticket',
  drafts: 'Angefangen',
  list: 'Notizen',
  status: {
    draft: 'Noch nicht abgeschickt',
    parked: 'Noch keinem Ticket zugeordnet',
    waiting: 'Wartet auf Zammad',
    sending: 'Wird gesendet',
    refused: 'Von Zammad nicht angenommen',
  },
  reason: {
    'zammad/unreachable':
      'Zammad ist nicht erreichbar. Die Notiz wird gesendet, sobald es antwortet.',
    'zammad/slow': 'Zammad antwortet langsam. Die Notiz wird gesendet, sobald es antwortet.',
  },
  next: (when) => `nächster Versuch ${when}`,
  soon: 'gleich',
  in: (duration) => `in ${duration}`,
  attempts: (count) => (count === 1 ? 'einmal versucht' : `${count}-mal versucht`),
  kept: (moment) => `gesichert ${moment}`,
  retry: 'Jetzt versuchen',
  open: 'Öffnen',
  openOf: (who) => `Öffnen: ${who}`,
  assign: 'Ticket wählen',
  assignOf: (who) => `Ticket wählen: ${who}`,
  discard: 'Verwerfen',
  discardOf: (who) => `Verwerfen: ${who}`,
  sure: 'Diese Notiz endgültig verwerfen?',
  yes: 'Ja, verwerfen',
  no: 'Behalten',
  discarded: 'Die Notiz ist verworfen.',
  nothing: 'Keine Notiz wartet.',
  nothingHint: 'Was Sie schreiben, wird sofort gesichert und gesendet, sobald Zammad antwortet.',
};
