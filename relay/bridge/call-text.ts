/** What a note says of its call, in the client's language. Rule BR16. Pure. */
import { noteBody, noteHead, withOutcome } from '../../lib/core/note-text.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { ticketTitle } from '../../lib/core/ticket-text.ts';
import { type CallEvent, remoteNumber } from './call-event.ts';

type Language = 'de' | 'en';

const STATES = {
  de: { BUSY: 'Besetzt', NOT_FOUND: 'Nummer nicht erreichbar', MISSED: 'Nicht erreicht' },
  en: { BUSY: 'Busy', NOT_FOUND: 'Number not found', MISSED: 'Not reached' },
};
const CHANGED = { de: 'Geänderte Notiz', en: 'Changed note' };
const OUTCOME = { de: 'Ergebnis', en: 'Outcome' };

export interface CallText {
  direction: 'in' | 'out';
  /** Title of a ticket about the call; it names the number. */
  title: string;
  /** Without any number: Zammad would take it for one of the author. */
  body: string;
  to: string | undefined;
}

export function callText(event: CallEvent, language: Language, phone: Phone): CallText {
  const direction = event.direction === 'IN' ? 'in' : 'out';
  const { e164 } = phone.read(remoteNumber(event));
  const number = e164 === undefined ? '' : phone.display(e164);
  const missed = event.state === 'MISSED';
  const lasted = (event.endTime ?? event.startTime) - event.startTime;
  const connected = event.state === 'CONNECTED' || !event.state;
  const about = { direction, number, line: '', startedAt: event.startTime } as const;
  const talkedMs = connected && lasted > 0 ? lasted : undefined;
  const head = noteHead({ ...about, missed, talkedMs }, language);
  const words =
    event.state && event.state !== 'CONNECTED' && !(missed && direction === 'in')
      ? ` · ${STATES[language][event.state]}`
      : '';
  const text = event.note.trim();
  return {
    direction,
    title: ticketTitle(about, language),
    body: noteBody({
      head: withOutcome(head + words, event.outcome ?? undefined, language),
      text,
    }).trim(),
    to: direction === 'out' && number !== '' ? number : undefined,
  };
}

/** A text that comes behind one that Zammad does not let go any more. */
export function changedText(body: string, language: Language): string {
  return `${CHANGED[language]}\n\n${body}`;
}

/** `GET /call-log-metadata`: the outcomes of the team, to choose from. */
export function outcomeChoice(outcomes: readonly string[], language: Language) {
  return {
    label: OUTCOME[language],
    type: 'enumeration',
    options: outcomes.map((label) => ({ label, key: label })),
  };
}
