/** Where Zammad's caller log cannot say what we know, because of what a telephone system tells when. */
import type { Call } from '../../lib/core/call.ts';

interface Exception {
  reason: string;
  applies(call: Call, difference: string): boolean;
}

const times = (text: string) => /^(?:waiting|talking): /.test(text);

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
];

/** @returns why this difference is no fault; undefined: it is one */
export function byDesign(call: Call, difference: string): string | undefined {
  return EXCEPTIONS.find(({ applies }) => applies(call, difference))?.reason;
}
