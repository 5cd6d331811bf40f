/** What a note says about its call besides the agent's own words, in the agent's language. Pure. */
import { callTime, type TicketCall, type TicketLocale, ticketTitle } from './ticket-text.ts';

export interface NoteCall extends TicketCall {
  /** Talk time; absent while it goes on or when nobody answered. */
  talkedMs?: number | undefined;
  missed?: boolean | undefined;
}

const TEXTS = {
  de: {
    in: 'Eingehender Anruf',
    out: 'Ausgehender Anruf',
    internal: 'Interner Anruf',
    missed: 'Verpasster Anruf',
    outcome: 'Ergebnis',
    minutes: 'Min.',
    hours: 'Std.',
  },
  en: {
    in: 'Incoming call',
    out: 'Outgoing call',
    internal: 'Internal call',
    missed: 'Missed call',
    outcome: 'Outcome',
    minutes: 'min',
    hours: 'h',
  },
};

function talked(ms: number, texts: (typeof TEXTS)['en']): string {
  const seconds = Math.round(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)} ${texts.hours}`
    : `${minutes}:${two(seconds % 60)} ${texts.minutes}`;
}

/**
 * The line above the text: `Incoming call · Support · 21.11.2026, 12:04 · 2:10 min`. Zammad reads numbers out of the text of articles and from then on shows the agent who
 * typed them as a "maybe" caller (measured on 5.5 and 6.5), hence the number is only in the
 * subject.
 * @param timeZone IANA name; default: the one of this machine
 */
export function noteHead(call: NoteCall, locale: TicketLocale, timeZone?: string): string {
  const texts = TEXTS[locale];
  const parts = [
    call.missed && call.direction !== 'out' ? texts.missed : texts[call.direction],
    call.line,
    call.queue === call.line ? '' : call.queue,
    callTime(call.startedAt, timeZone),
    call.talkedMs ? talked(call.talkedMs, texts) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** With how the call came out, as a line of its own: to be read and found, whatever Zammad has tags for. */
export function withOutcome(
  head: string | undefined,
  outcome: string | undefined,
  locale: TicketLocale,
): string | undefined {
  const words = outcome?.trim();
  const line = words && `${TEXTS[locale].outcome}: ${words}`;
  return [head, line].filter(Boolean).join('\n') || undefined;
}

/** Text of the article. */
export function noteBody(note: { head?: string | undefined; text: string }): string {
  return note.head ? `${note.head}\n\n${note.text}` : note.text;
}

/** What the title of a ticket may name. */
export const TITLE_PLACEHOLDERS = ['name', 'number', 'line', 'queue', 'time'] as const;

/**
 * The agent's own title with `{name}`, `{number}`, `{line}`, `{queue}`, `{time}` filled in. What is
 * not known leaves no hole: brackets and separators around it go, too. Empty: "Call from …".
 */
export function filledTitle(
  template: string,
  call: TicketCall & { name?: string | undefined },
  locale: TicketLocale,
  timeZone?: string,
): string {
  const values: Record<string, string | undefined> = {
    // Who it was is what a title is about: without a name the number says it.
    name: call.name?.trim() || call.number,
    number: call.number,
    line: call.line,
    queue: call.queue,
    time: callTime(call.startedAt, timeZone),
  };
  const title = template
    .replace(/\{([a-z]+)\}/g, (whole, key: string) =>
      Object.hasOwn(values, key) ? (values[key] ?? '').replace(/[\r\n]+/g, ' ') : whole,
    )
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/\s{2,}/g, ' ')
    .trim()
    .replace(/(?:\s[-–—·|:,])+(?=\s[-–—·|:,]\s|$)/g, '')
    .replace(/^(?:\s*[-–—·|:,]\s)+/, '')
    .trim()
    .slice(0, 250);
  return title || ticketTitle(call, locale, timeZone);
}
