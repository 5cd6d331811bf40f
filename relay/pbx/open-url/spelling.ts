/** One text for one side of a call, however it was written. */
import type { Party } from '../../../lib/core/call.ts';

export function spelling(party: Party | undefined): string | undefined {
  if (party?.withheld) return 'withheld';
  return (party?.extension ?? party?.e164 ?? party?.account ?? party?.raw)?.toLowerCase();
}
