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
    reason:
      'Placetel tells with the end that an outgoing call was answered: Zammad times both then',
    applies: ({ source, direction }, text) =>
      source === 'placetel' && direction === 'out' && times(text),
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
    reason: 'NFON says who rings after the call began; Zammad takes names with the beginning alone',
    applies: ({ source, everRang, talkers }, text) =>
      source.startsWith('nfon-') &&
      talkers.length === 0 &&
      everRang.length > 0 &&
      /^who: ours \d+, Zammad's $/.test(text),
  },
];

/** @returns why this difference is no fault; undefined: it is one */
export function byDesign(call: Call, difference: string): string | undefined {
  return EXCEPTIONS.find(({ applies }) => applies(call, difference))?.reason;
}
