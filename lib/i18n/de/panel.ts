import type { Texts } from '../texts.ts';

const calls = (count: number) => (count === 1 ? '1 Anruf' : `${count} Anrufe`);

export const panel: Texts['panel'] = {
  title: 'Anrufe',
  tabs: 'Ansichten',
  now: 'Jetzt',
  missed: 'Verpasst',
  history: 'Verlauf',
  notes: 'Notizen',
  missedCount: (count) =>
    count === 1 ? '1 Person wartet auf Rückruf' : `${count} Personen warten auf Rückruf`,
  notesCount: (count) => (count === 1 ? '1 Notiz wartet' : `${count} Notizen warten`),
  nowCount: calls,
  nothingNow: 'Gerade kein Anruf.',
  nothingNowHint: 'Wenn es klingelt, steht der Anruf hier und in Zammad.',
  back: 'Zurück',
  call: 'Anruf',
  noteWritten: 'Notiert wurde',
  tryAgain: 'Erneut versuchen',
  offlineHint: 'Was Sie sehen, ist vielleicht nicht mehr aktuell.',
  openPanel: 'Verpasste Anrufe und Verlauf',
  awayHint: (count, missed) =>
    missed === 0
      ? `Während Sie weg waren: ${calls(count)}`
      : `Während Sie weg waren: ${calls(count)}, davon ${missed} für Sie verpasst`,
  away: {
    heading: (from, to) => `Während Sie weg waren (${from}–${to})`,
    calls,
    missed: (count) => `davon ${count} für Sie verpasst`,
    noneMissed: 'keiner für Sie verpasst',
    answered: (count) =>
      count === 1 ? '1 hat jemand anderes angenommen' : `${count} haben andere angenommen`,
    list: 'Für Sie verpasst',
    more: (count) => (count === 1 ? 'und noch einer' : `und ${count} weitere`),
    show: 'Im Verlauf zeigen',
    seen: 'Gesehen',
  },
  enter: {
    title: 'Anruf nachtragen',
    intro: 'Für einen Anruf an einem Telefon, das Offhook nicht sieht.',
    direction: 'Richtung',
    in: 'Wurde angerufen',
    out: 'Habe angerufen',
    number: 'Nummer',
    numberPlaceholder: 'Leer, wenn unterdrückt',
    reads: (number) => `Gelesen als ${number}`,
    unreadable: 'Das ist offenbar keine Telefonnummer.',
    noNumber: 'Welche Nummer haben Sie angerufen?',
    when: 'Beginn',
    future: 'Der Anruf wäre dann noch nicht vorbei.',
    badTime: 'Bitte Tag und Uhrzeit wählen.',
    answered: 'Wir haben gesprochen',
    duration: 'Gesprächszeit (Min:Sek)',
    badDuration: 'Zum Beispiel 5 oder 2:30; höchstens ein Tag.',
    submit: 'Nachtragen und Notiz schreiben',
    submitting: 'Wird eingetragen …',
    cancel: 'Abbrechen',
  },
};
