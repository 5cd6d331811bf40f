/** One ring per human: which of an agent's streams may sound and open pages. */

export interface Candidate {
  deviceId: string;
  phone: 'on' | 'quiet';
  /** When somebody last used it, as far as it told; 0 when it did not yet. */
  activeAt: number;
  /** Rises with every stream that joins. */
  joined: number;
}

/**
 * The most recently used stream with its phone on; between equals the newest. Of one device only
 * the newest stream counts, for the older one may be a connection that died unnoticed.
 * @returns undefined when every phone is quiet
 */
export function electLead<C extends Candidate>(candidates: Iterable<C>): C | undefined {
  const newest = new Map<string, C>();
  for (const each of candidates) {
    const other = newest.get(each.deviceId);
    if (!other || other.joined < each.joined) newest.set(each.deviceId, each);
  }
  let lead: C | undefined;
  for (const each of newest.values()) {
    if (each.phone === 'quiet') continue;
    const wins =
      !lead ||
      each.activeAt > lead.activeAt ||
      (each.activeAt === lead.activeAt && each.joined > lead.joined);
    if (wins) lead = each;
  }
  return lead;
}
