import type { Texts } from '../texts.ts';

const many = (one: string, more: string) => (count: number) =>
  count === 1 ? `1 ${one}` : `${count} ${more}`;

export const privacy: Texts['privacy'] = {
  intro:
    'Was über eine Telefonnummer gespeichert ist, und wie lange. Was Zammad selbst speichert, sehen Sie dort: Hier geht es um Offhook.',
  number: 'Telefonnummer',
  look: 'Was ist gespeichert?',
  looking: 'Wird nachgesehen …',
  relay: (number) => `Das Relay speichert über ${number}`,
  browser: 'Dieser Browser speichert',
  nothing: 'Nichts.',
  nothingSeen: 'Nichts, was Sie sehen dürfen.',
  days: (days) => `Anrufe und alles dazu verschwinden von selbst nach ${days} Tagen.`,
  more: 'Es gibt mehr Anrufe, als gezählt wurden.',
  span: (first, last) => (first === last ? first : `${first} bis ${last}`),
  gone: (day) => `weg bis ${day}`,
  agentOnly:
    'Sie sehen, was Sie ohnehin sehen dürfen. Exportieren und löschen dürfen die, die der Administrator dafür benannt hat.',
  running: 'Gerade läuft ein Anruf mit dieser Nummer. Löschen geht, wenn er vorbei ist.',
  kind: {
    calls: many('Anruf', 'Anrufe'),
    events: many(
      'Eintrag im Journal, mit dem Rohtext der Telefonanlage',
      'Einträge im Journal, mit dem Rohtext der Telefonanlage',
    ),
    notes: many('Notiz zu einem Anruf', 'Notizen zu Anrufen'),
    drafts: many('angefangene Notiz', 'angefangene Notizen'),
    history: many('Anruf in der Suche des Verlaufs', 'Anrufe in der Suche des Verlaufs'),
    directory: many('Person im Verzeichnis', 'Personen im Verzeichnis'),
    organizations: many('Organisation im Verzeichnis', 'Organisationen im Verzeichnis'),
    learned: many('aus Suchen gelernte Person', 'aus Suchen gelernte Personen'),
    picks: many('vom Team gewählte Person', 'vom Team gewählte Personen'),
    exclusions: many('vom Team ausgeschlossene Person', 'vom Team ausgeschlossene Personen'),
    claims: many('übernommener Rückruf', 'übernommene Rückrufe'),
    forwardsWaiting: many('Meldung, die auf Zammad wartet', 'Meldungen, die auf Zammad warten'),
    forwards: many('an Zammad gesendete Meldung', 'an Zammad gesendete Meldungen'),
    contactLinks: many('Kontakt der Telefonanlage', 'Kontakte der Telefonanlage'),
    bridge: many('Eintrag der sipgate-Brücke', 'Einträge der sipgate-Brücke'),
    refused: many(
      'abgewiesene Meldung der Telefonanlage',
      'abgewiesene Meldungen der Telefonanlage',
    ),
    audit: many('Eintrag im Prüfprotokoll', 'Einträge im Prüfprotokoll'),
    leftOut: many(
      'seit einer Löschung ausgelassener Datensatz',
      'seit einer Löschung ausgelassene Datensätze',
    ),
  },
  end: {
    retention: 'verschwindet von selbst',
    zammad: 'bis es in Zammad geändert wird',
    telephone: 'solange es den Kontakt dort gibt',
    soon: 'innerhalb eines Tages weg',
  },
  kept: {
    cards: many(
      'Karte, bis der Browser geschlossen wird',
      'Karten, bis der Browser geschlossen wird',
    ),
    drafts: many('angefangene oder zurückgelegte Notiz', 'angefangene oder zurückgelegte Notizen'),
    outbox: many('Notiz auf dem Weg zu Zammad', 'Notizen auf dem Weg zu Zammad'),
    memory: many(
      'Erkenntnis über die Nummer, von der das Relay noch nichts weiß',
      'Erkenntnisse über die Nummer, von denen das Relay noch nichts weiß',
    ),
  },
  export: 'Alles exportieren',
  exported: (name) => `Gespeichert als ${name}.`,
  erase: 'Löschen …',
  sure: (number) =>
    `Alles über ${number} löschen? Anrufe bleiben mit Anzahl, Zeit und Ausgang, ohne Name und Nummer. Notizen und Entwürfe gehen verloren. Das lässt sich nicht rückgängig machen.`,
  eraseSure: 'Endgültig löschen',
  cancel: 'Abbrechen',
  erasing: 'Wird gelöscht …',
  erased: 'Gelöscht, im Relay und in diesem Browser.',
  erasingOn:
    'Das Relay hat angefangen zu löschen und macht von selbst weiter. Sehen Sie in ein paar Minuten noch einmal nach.',
  left: (count) =>
    count === 1
      ? 'Eine Notiz ist vielleicht schon in Zammad; sie verlässt diesen Browser von selbst.'
      : `${count} Notizen sind vielleicht schon in Zammad; sie verlassen diesen Browser von selbst.`,
  sources:
    'Was Zammad und die Telefonanlage speichern, bleibt dort: Löschen Sie es auch dort, sonst kommt es mit der nächsten Änderung wieder.',
  problem: {
    'dial/unreadable':
      'Das ist keine Telefonnummer. Schreiben Sie sie mit Landesvorwahl, z. B. +49 30 609854180.',
    'privacy/officer':
      'Das dürfen nur die, die der Administrator benannt hat. Fragen Sie jemanden davon.',
    'privacy/running': 'Gerade läuft ein Anruf mit dieser Nummer. Löschen Sie, wenn er vorbei ist.',
    'relay/not-found':
      'Das Relay ist älter als diese Erweiterung und kann das nicht sagen. Fragen Sie Ihren Administrator.',
  },
};
