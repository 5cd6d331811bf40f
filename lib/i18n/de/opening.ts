import type { Texts } from '../texts.ts';

export const opening: Texts['opening'] = {
  title: 'Öffnen',
  who: 'Wer beim Annehmen etwas öffnet',
  why: {
    'relay-tells-zammad':
      'Zammad öffnet beim Annehmen selbst eine Seite, deshalb tut Offhook es nicht. Ihre Administration kann das im Relay ändern.',
    'zammad-desktop':
      'Die Desktop-Oberfläche von Zammad öffnet beim Annehmen selbst eine Seite, deshalb tut Offhook es nicht.',
    rules: 'Offhook öffnet, was die Regeln unten sagen. Zammad öffnet von sich aus nichts.',
    off: 'Beim Annehmen öffnet sich nichts: So sagen es die Regeln unten.',
  },
  what: {
    nothing: 'Nichts',
    profile: 'Profil',
    'latest-ticket': 'Dringendstes offenes Ticket',
    recent: 'Profil oder neues Ticket',
    'new-ticket': 'Neues Ticket',
    url: 'Webadresse',
  },
  preset: 'Regel',
  presets: {
    zammad: 'Wie Zammad: Profil oder neues Ticket beim Annehmen',
    card: 'Nur die Karte',
    profile: 'Profil, sobald es klingelt',
    ticket: 'Dringendstes offenes Ticket beim Annehmen',
    own: 'Meine eigenen Regeln',
  },
  fine: 'Jeden Fall einzeln',
  direction: { in: 'Eingehend', out: 'Ausgehend' },
  moment: { ring: 'Es klingelt', answer: 'Angenommen', click: 'Klick auf den Namen' },
  count: { none: 'Niemand gefunden', one: 'Eine Person', several: 'Mehrere Personen' },
  when: {
    in: {
      ring: (who) => `Ruft ${who} an, gleich beim Klingeln:`,
      answer: (who) => `Ruft ${who} an und Sie nehmen ab:`,
      click: (who) => `Ruft ${who} an und Sie klicken auf den Namen der Karte:`,
    },
    out: {
      ring: (who) => `Rufen Sie ${who} an, solange es dort klingelt:`,
      answer: (who) => `Rufen Sie ${who} an und jemand nimmt ab:`,
      click: (who) => `Rufen Sie ${who} an und klicken auf den Namen der Karte:`,
    },
  },
  sample: {
    none: 'eine unbekannte Nummer',
    one: 'Ida (ein Treffer)',
    several: 'eine Nummer zweier Personen',
  },
  outcome: {
    nothing: 'Es öffnet sich nichts, die Karte ist da.',
    choose: 'Es öffnet sich nichts, bis Sie gewählt haben, wer es ist.',
    nobody: 'Es öffnet sich nichts, weil niemand bekannt ist.',
    quiet: 'Es öffnet sich nichts, weil das Telefon auf „Ruhig“ steht.',
    zammad: 'Zammad öffnet selbst eine Seite, deshalb tut Offhook es nicht.',
    profile: 'Idas Profil öffnet sich.',
    profileRecent: (age) => `Idas Profil öffnet sich, weil sich ein Ticket ${age} geändert hat.`,
    ticket: (number) => `Ticket #${number} öffnet sich, das dringendste von Idas offenen.`,
    newTicket: 'Ein neues Ticket öffnet sich, Nummer, Leitung und Zeit stehen schon darin.',
    newTicketFor:
      'Ein neues Ticket für Ida öffnet sich, Nummer, Leitung und Zeit stehen schon darin.',
    newTicketOld: (age) =>
      `Ein neues Ticket für Ida öffnet sich, weil sich zuletzt ${age} etwas geändert hat.`,
    url: (address) => `${address} öffnet sich.`,
    noUrl: 'Es öffnet sich nichts, weil unten keine Webadresse steht.',
  },
  tryLast: 'Idas letztes Ticket hat sich geändert',
  tryDays: (days) => (days === 1 ? 'vor 1 Tag' : `vor ${days} Tagen`),
  sinceDate: (date) => `Aktuell ist ein Ticket, das sich am ${date} oder später geändert hat.`,
  emptyVariable: (name) =>
    `Bei einem Anruf ohne {${name}} öffnet sich nichts. Schreiben Sie {${name}?}, wenn der Wert leer sein darf.`,
  urlNow: (address) => `Bei einem Anruf von Ida: ${address}`,
  urlNone: 'Keine Regel kann eine Webadresse öffnen.',
  linkName: 'Name',
  linkUrl: 'Webadresse',
  linksNone: 'Keine eigenen Links auf der Karte.',
};
