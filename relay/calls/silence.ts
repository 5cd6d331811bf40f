/**
 * For how long each call has been silent, by a clock that nobody sets: what the wall clock shows
 * may jump an hour or a year while a telephone rings. Rule RD10.
 */
export interface Silence {
  /** Milliseconds since the newest word about a call; undefined: not heard of, or newer words. */
  known(callId: string, position: number): number | undefined;
  /**
   * @param position of the newest word in the journal
   * @param wallMs its age by the wall clock, believed as far as we cannot know better
   * @returns milliseconds since that word
   */
  note(callId: string, position: number, wallMs: number): number;
  /** A look at all calls is over: those not among `callIds` are forgotten. */
  looked(callIds: ReadonlySet<string>): void;
}

/** @param steady milliseconds of a clock that only goes forward, whatever its beginning */
export function createSilence(steady: () => number): Silence {
  const heard = new Map<string, { position: number; at: number }>();
  let lookedAt = -Infinity;

  function known(callId: string, position: number): number | undefined {
    const last = heard.get(callId);
    return last && last.position >= position ? steady() - last.at : undefined;
  }

  return {
    known,
    note(callId, position, wallMs) {
      const silentMs = known(callId, position);
      if (silentMs !== undefined) return silentMs;
      const now = steady();
      // A word we had not seen at the last look came after it.
      const newMs = Math.min(Math.max(0, wallMs), now - lookedAt);
      heard.set(callId, { position, at: now - newMs });
      return newMs;
    },
    looked(callIds) {
      for (const id of heard.keys()) if (!callIds.has(id)) heard.delete(id);
      lookedAt = steady();
    },
  };
}
