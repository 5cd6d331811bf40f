/** Phones that stopped ringing while nobody listened. */
import { partyKey } from '../../lib/core/party.ts';
import type { Call, Party } from '../../lib/core/call.ts';

/** Who rings as far as we know (`call.ringing`), but is not in `ringingNow`. */
export function staleRings(call: Call, ringingNow: readonly Party[]): Party[] {
  const now = new Set(ringingNow.map(partyKey));
  return call.ringing.filter((party) => !now.has(partyKey(party)));
}
