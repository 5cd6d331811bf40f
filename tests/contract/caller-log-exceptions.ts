/** Where Zammad's caller log cannot say what we know, because of what a telephone system tells when. */
import type { Call } from '../../lib/core/call.ts';

interface Exception {
  reason: string;
  applies(call: Call, difference: string): boolean;
}

const times = (text: string) => /^(?:waiting|talking): /.test(text);

/** Zammad's time is longer than ours by at most so many seconds. */
function longer(text: string, most: number): boolean {
  const [, ours, theirs] =
    /^(?:waiting|talking): ours (\d+) ms, Zammad's (\d+) s$/.exec(text) ?? [];
  const apart = Number(theirs) - Number(ours) / 1_000;
  return apart > 0 && apart <= most;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    reason: 'the end of an outgoing call tells that it was answered: Zammad times both then',
    applies: ({ source, direction, nativeId }, text) =>
      direction === 'out' &&
      (source === 'placetel' || nativeId.includes('out-silent-')) &&
      times(text),
  },
  {
    reason: 'a CRM template of 3CX tells of the answer in its report, when all is over',
    applies: ({ source }, text) => source === 'threecx-crm' && times(text),
  },
  {
    reason:
      '3CX does not tell of ends: a call is over when nobody came back for 2.5 s, Zammad hears it then',
    applies: ({ source, state }, text) =>
      /^threecx-(?!crm)/.test(source) && state === 'ended' && longer(text, 4),
  },
  {
    reason:
      'it tells of one phone after the other; Zammad takes the names of those who ring with the beginning alone',
    applies: ({ source, everRang, talkers }, text) => {
      const [, ours = '', theirs = ''] = /^who: ours (.*), Zammad's (.*)$/s.exec(text) ?? [];
      const phoneByPhone = /^(?:nfon-|(?:open-url|telnyx|twilio|verimor)$)/.test(source);
      return phoneByPhone && talkers.length === 0 && everRang.length > 0 && ours.startsWith(theirs);
    },
  },
  {
    reason:
      'each push of Yeastar tells the whole call; one without its sides is none that it sends',
    applies: ({ source, nativeId }, text) =>
      source === 'yeastar' &&
      nativeId === 'mess-a' &&
      /^to: ours \d+, Zammad's anonymous$/.test(text),
  },
  {
    reason:
      'phones rang after the caller had begun to wait in the queue, which Zammad shows instead',
    applies: ({ queue, talkers }, text) =>
      queue !== undefined &&
      talkers.length === 0 &&
      text.startsWith('who: ') &&
      text.endsWith(`, Zammad's ${queue.name ?? queue.id ?? ''}`),
  },
];

/** @returns why this difference is no fault; undefined: it is one */
export function byDesign(call: Call, difference: string): string | undefined {
  return EXCEPTIONS.find(({ applies }) => applies(call, difference))?.reason;
}
