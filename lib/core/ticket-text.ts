/** Title and first text of a ticket about a call, in the agent's language. Pure. */

export type TicketLocale = 'de' | 'en';

export interface TicketCall {
  direction: 'in' | 'out' | 'internal';
  /** As a person reads it; empty when withheld. */
  number: string;
  /** Our own side: its label, else its number. */
  line: string;
  queue?: string | undefined;
  startedAt: number;
}

const TEXTS = {
  de: {
    in: (who: string) => `Anruf von ${who}`,
    out: (who: string) => `Anruf bei ${who}`,
    withheld: 'unterdrückter Nummer',
    on: 'am',
    number: 'Nummer',
    line: 'Leitung',
    queue: 'Warteschlange',
    time: 'Zeit',
  },
  en: {
    in: (who: string) => `Call from ${who}`,
    out: (who: string) => `Call to ${who}`,
    withheld: 'a withheld number',
    on: 'on',
    number: 'Number',
    line: 'Line',
    queue: 'Queue',
    time: 'Time',
  },
};

/** `21.11.2026, 12:04` in both languages: the day first, as in the whole of Europe. */
export function callTime(at: number, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('de-DE', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone ? { timeZone } : {}),
  });
  return parts.format(at);
}

/**
 * `Call from +49 30 … (Support) on 21.11.2026, 12:04`.
 * @param timeZone IANA name; default: the one of this machine.
 */
export function ticketTitle(call: TicketCall, locale: TicketLocale, timeZone?: string): string {
  const texts = TEXTS[locale];
  const who = call.number || texts.withheld;
  const head = call.direction === 'out' ? texts.out(who) : texts.in(who);
  const line = call.line ? ` (${call.line})` : '';
  return `${head}${line} ${texts.on} ${callTime(call.startedAt, timeZone)}`.slice(0, 250);
}

/** The facts of the call as HTML, one to a line, with an empty line to go on writing. */
export function ticketBody(call: TicketCall, locale: TicketLocale, timeZone?: string): string {
  const texts = TEXTS[locale];
  const rows: [string, string][] = [[texts.number, call.number || texts.withheld]];
  if (call.line) rows.push([texts.line, call.line]);
  if (call.queue && call.queue !== call.line) rows.push([texts.queue, call.queue]);
  rows.push([texts.time, callTime(call.startedAt, timeZone)]);
  return `${rows.map(([name, value]) => `${name}: ${escapeHtml(value)}`).join('<br>')}<br><br>`;
}

/** Text from the telephone system is never markup. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
  );
}
