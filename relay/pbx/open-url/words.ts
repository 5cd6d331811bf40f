/** Events as desk phones call them, besides the words that all pushes share. */
import { type EventWord, readEventWord } from '../generic/words.ts';

/** A phone only misses, refuses and sends on what came in. */
const MISSED: EventWord = { kind: 'hangup', direction: 'in', cause: 'noAnswer' };
const FORWARDED: EventWord = { kind: 'hangup', direction: 'in', cause: 'forwarded' };

const PHONE_WORDS: Record<string, EventWord> = {
  ringincoming: { kind: 'new', direction: 'in' },
  incomingring: { kind: 'new', direction: 'in' },
  onincomingcall: { kind: 'new', direction: 'in' },
  onoutgoingcall: { kind: 'new', direction: 'out' },
  callestablished: { kind: 'answer' },
  establishcall: { kind: 'answer' },
  establishedcall: { kind: 'answer' },
  oncallconnected: { kind: 'answer' },
  connectedcall: { kind: 'answer' },
  answernewincall: { kind: 'answer' },
  callterminated: { kind: 'hangup' },
  terminatecall: { kind: 'hangup' },
  terminatedcall: { kind: 'hangup' },
  terminate: { kind: 'hangup' },
  hangupcall: { kind: 'hangup' },
  oncalldisconnected: { kind: 'hangup' },
  missed: MISSED,
  missedcall: MISSED,
  rejected: MISSED,
  rejectincomingcall: MISSED,
  forwarded: FORWARDED,
  forwardincomingcall: FORWARDED,
};
/** What phones tell besides calls; understood, and nothing comes of it. */
const NO_CALL =
  /^(?:on|off)hook$|hold|resume|^(?:un)?mute|dnd|regist|setup|boot|idle|transfer|^log|ipchange|^test$/;

/** @returns `nothing` for an event that is about no call, undefined for a word nobody knows */
export function readPhoneWord(text: string): EventWord | 'nothing' | undefined {
  const word = text.toLowerCase().replace(/[^a-z]/g, '');
  if (Object.hasOwn(PHONE_WORDS, word)) return PHONE_WORDS[word];
  return readEventWord(word) ?? (NO_CALL.test(word) ? 'nothing' : undefined);
}
