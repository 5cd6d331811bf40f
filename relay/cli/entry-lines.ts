/** One entry of the journal as a block of lines for people. */
import type { Phone } from '../../lib/core/phone.ts';
import type { Entry, EventEntry, ForwardEntry, RefusalEntry } from '../journal/entries.ts';
import type { CallChange } from '../journal/story.ts';
import { printable, printableLines, shorten } from './printable.ts';
import type { Paint, Style } from './terminal.ts';
import { eventWords, ignoredWords, stateWords, verdictWords } from './words.ts';

const RAW_LENGTH = 160;
const SHORT_ID = 8;

export interface LineOptions {
  phone: Phone;
  paint: Paint;
  /** Whole input and whole answers. */
  raw: boolean;
}

export function entryLines(
  entry: Entry,
  change: CallChange | undefined,
  options: LineOptions,
): string[] {
  switch (entry.type) {
    case 'event':
      return eventLines(entry, change, options);
    case 'refused':
      return refusalLines(entry, options);
    case 'zammad':
      return forwardLines(entry, options);
  }
}

/** The answer to an event that was shown before became another one. */
export function correctionLines(entry: EventEntry, { phone, paint }: LineOptions): string[] {
  const head = `${clock(entry.at, paint)}  ${paint('cyan', printable(entry.connection))}  ${paint('bold', printable(entry.kind))}  call ${printable(entry.callId.slice(0, SHORT_ID))}  ${paint('yellow', 'Zammad decided')}`;
  return [head, ...answerLine(entry, phone, paint)];
}

function eventLines(
  entry: EventEntry,
  change: CallChange | undefined,
  { phone, paint, raw }: LineOptions,
): string[] {
  const { parsed, ignored } = entry;
  const state = change ? stateLine(change, paint) : '';
  const head = [
    clock(entry.at, paint),
    paint('cyan', printable(entry.connection)),
    paint('bold', printable(entry.kind)),
    `call ${printable(entry.callId.slice(0, SHORT_ID))}`,
    state,
  ];
  const lines = [head.filter(Boolean).join('  ')];
  if (parsed) {
    const words = eventWords(parsed, phone).map(
      ([label, text]) => `${paint('dim', label)} ${shorten(text, RAW_LENGTH)}`,
    );
    if (words.length > 0) lines.push(`  ${words.join('  ')}`);
    if (!change?.before)
      lines.push(`  ${paint('dim', 'id')} ${shorten(parsed.callId, RAW_LENGTH)}`);
  }
  if (ignored !== null)
    lines.push(`  ${paint('yellow', `ignored: ${printable(ignoredWords(ignored))}`)}`);
  if (entry.kind === 'new') lines.push(...answerLine(entry, phone, paint));
  if (raw) lines.push(...block('told', entry.answer, paint, raw));
  lines.push(...block('raw', entry.raw, paint, raw));
  return lines;
}

function answerLine({ verdict, answer }: EventEntry, phone: Phone, paint: Paint): string[] {
  if (!verdict) return [];
  const style: Style = verdict.action === 'reject' ? 'red' : 'green';
  const words = paint(style, printable(verdictWords(verdict, phone)));
  return [`  ${paint('dim', 'answer')} ${words}  ${shorten(answer, RAW_LENGTH)}`.trimEnd()];
}

function stateLine({ before, after }: CallChange, paint: Paint): string {
  const style: Style = after.missed ? 'red' : after.state === 'talking' ? 'green' : 'magenta';
  const is = paint(style, printable(stateWords(after)));
  if (before && before.version === after.version) return `${is} (unchanged)`;
  return before && before.state !== after.state ? `${before.state} → ${is}` : is;
}

function refusalLines(entry: RefusalEntry, { paint, raw }: LineOptions): string[] {
  const { at, connection, status, reason } = entry;
  const who = connection === null ? 'unknown sender' : printable(connection);
  return [
    `${clock(at, paint)}  ${paint('cyan', who)}  ${paint('red', `refused ${status}`)}  ${printable(reason)}`,
    ...block('raw', entry.raw, paint, raw),
  ];
}

function forwardLines(entry: ForwardEntry, { paint, raw }: LineOptions): string[] {
  const { at, kind, callId, body, response } = entry;
  const fields = body
    .filter(([key]) => key !== 'event' && key !== 'callId')
    .map(([key, text]) => `${key}=${text}`)
    .join(' ');
  const head = `${clock(at, paint)}  ${paint('cyan', '→ Zammad')}  ${paint('bold', printable(kind))}  call ${printable(callId.slice(0, SHORT_ID))}  ${outcome(entry, paint)}`;
  const said = response === null ? [] : block('said', response, paint, raw);
  return [head, ...block('sent', fields, paint, raw), ...said];
}

function outcome({ state, status, attempts, lastError }: ForwardEntry, paint: Paint): string {
  const answer = status === null ? '' : ` ${status}`;
  const why = lastError === null ? '' : `: ${printable(lastError)}`;
  const times = attempts > 1 ? ` (${attempts} attempts)` : '';
  if (state === 'sent') return paint('green', `sent${answer}${times}`) + why;
  if (state === 'waiting') return paint('yellow', `waiting${answer}${times}`) + why;
  return paint('red', `${printable(state)}${answer}${times}`) + why;
}

function block(label: string, text: string, paint: Paint, whole: boolean): string[] {
  if (text === '') return [];
  if (!whole) return [`  ${paint('dim', label)} ${shorten(text, RAW_LENGTH)}`];
  return [`  ${paint('dim', label)}`, ...printableLines(text).map((line) => `    ${line}`)];
}

/** In the time zone of this machine, as the admin's watch shows it. */
function clock(at: number, paint: Paint): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return paint('dim', 'no time');
  const two = (part: number, length = 2) => String(part).padStart(length, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const hour = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => two(part));
  return paint('dim', `${day} ${hour.join(':')}.${two(time.getMilliseconds(), 3)}`);
}
