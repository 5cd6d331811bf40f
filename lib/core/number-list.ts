/** Several numbers in one text field, as people put them there, and what they write beside them. */
import { isExtensionOnly } from './direct-dial.ts';
import type { Phone } from './phone.ts';

/** What surely separates two numbers: `030 1, 0171 2`, `… oder …`. */
const SEPARATORS = /[,;\n\r|]|\s(?:oder|or|und|and|bzw\.?|&)\s/i;
/** What may separate two numbers, or an area code from the rest: `030 / 1234567`. */
const SLASH = /\s\/\s/;
/** `Zentrale:`, `Büro: ` in front of a number. */
const LABEL = /^[\p{L}.\s]{1,20}:\s*/u;
/** `Tel. `, `mobil `, and `(privat)`, ` Büro` behind it. */
const WORDS_BEFORE = /^[\p{L}.:\s]{1,30}(?=[+(\d])/u;
const IN_BRACKETS = /\([^()\d]{1,40}\)/g;
const WORDS_BEHIND = /(?<=\d\)?)[\s:–-]*\p{L}[\p{L}.:\s]{0,30}$/u;
/** Fewer digits are a room or an internal number, with another meaning beside a word. */
const WORDED_DIGITS = 6;
/** `609854-180/181`, `609854-180 / -181`: only the end is written again. */
const PAIR = /^(.*[-\u2010-\u2015])\s?(\d{1,4})\s*\/\s*[-\u2010-\u2015]?(\d{1,4})$/s;
/** `609854-0 bis -9`. */
const RANGE =
  /^(.*[-\u2010-\u2015])\s?(\d{1,4})\s*(?:bis|to|\.\.\.?|…)\s*[-\u2010-\u2015]?(\d{1,4})$/is;
const RANGE_MAX = 10;
/** `030 1234567 0171 2345678`: a blank, and another number begins. */
const NEXT_NUMBER = /\s(?=\+\d|0[1-9])/;
const URI = /^\s*(?:tel|sips?|callto):|<[^<>]*>/i;
const MAX_TEXT = 1_000;

/** The numbers written into one text field, each as its own text; what reads as none is left in. */
export function numbersIn(field: string, phone: Phone): string[] {
  const text = field.slice(0, MAX_TEXT).normalize('NFKC');
  if (URI.test(text) && phone.read(text).valid) return [text.trim()];
  return joined(text.split(SEPARATORS))
    .flatMap((part) => within(part.trim(), phone))
    .filter((part) => part !== '');
}

/** `030 609854-0, Durchwahl 180` is one number; where the first has a label of its own, two. */
function joined(parts: readonly string[]): string[] {
  const list: string[] = [];
  let main = '';
  for (const part of parts) {
    if (main !== '' && isExtensionOnly(part)) {
      const whole = `${main.replace(LABEL, '')} ${part.trim()}`;
      if (list.at(-1) === main && !LABEL.test(main.trim())) list.pop();
      list.push(whole);
      continue;
    }
    main = part;
    list.push(part);
  }
  return list;
}

function within(part: string, phone: Phone): string[] {
  const plain = part.replace(LABEL, '').trim();
  const more = spread(plain);
  if (more) return more;
  if (phone.read(plain).valid) return [plain];
  const bare = withoutWords(plain);
  if (bare !== plain && phone.read(bare).valid) return [bare];
  const halves = plain.split(SLASH);
  if (halves.length > 1) return halves.flatMap((half) => within(half.trim(), phone));
  const next = plain.split(NEXT_NUMBER).map((each) => withoutWords(each.trim()));
  return next.length > 1 && next.every((each) => phone.read(each).valid) ? next : [plain];
}

/** Numbers of which all but the first are given by their ends. */
function spread(text: string): string[] | undefined {
  const [, head = '', first = '', second = ''] = PAIR.exec(text) ?? RANGE.exec(text) ?? [];
  if (first.length !== second.length || head.replace(/\D/g, '').length < WORDED_DIGITS - 1) return;
  if (PAIR.test(text)) return [head + first, head + second];
  const count = Number(second) - Number(first) + 1;
  if (count < 2) return undefined;
  return Array.from(
    { length: Math.min(count, RANGE_MAX) },
    (_, index) => head + String(Number(first) + index).padStart(first.length, '0'),
  );
}

function withoutWords(text: string): string {
  const bare = text
    .replace(IN_BRACKETS, ' ')
    .trim()
    .replace(WORDS_BEFORE, '')
    .replace(WORDS_BEHIND, '')
    .trim();
  return bare.replace(/\D/g, '').length < WORDED_DIGITS ? text : bare;
}
