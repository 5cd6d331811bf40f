/** What each event made of its call: the call machine run over the journal again, in memory. */
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import { applyEvent } from '../../lib/core/call-machine.ts';
import type { EventEntry } from './entries.ts';
import type { Journal } from './journal.ts';

export interface CallChange {
  /** Undefined: this event made the call known. */
  before: TrackedCall | undefined;
  after: TrackedCall;
}

export interface Story {
  /** Undefined when the row does not say what was understood. */
  tell(entry: EventEntry): Promise<CallChange | undefined>;
}

/** Calls kept in mind; older ones are read again when they go on. */
const MAX_CALLS = 500;

export function createStory(journal: Pick<Journal, 'eventsOf'>): Story {
  const calls = new Map<string, TrackedCall>();

  async function known(entry: EventEntry): Promise<TrackedCall | undefined> {
    const call = calls.get(entry.callId);
    if (call) return call;
    let earlier: TrackedCall | undefined;
    for (const one of await journal.eventsOf(entry.callId, entry.seq)) {
      earlier = apply(earlier, one) ?? earlier;
    }
    return earlier;
  }

  return {
    async tell(entry) {
      if (!entry.parsed) return undefined;
      const before = await known(entry);
      const after = apply(before, entry);
      if (!after) return undefined;
      calls.delete(entry.callId);
      calls.set(entry.callId, after);
      const oldest = calls.keys().next().value;
      if (calls.size > MAX_CALLS && oldest !== undefined) calls.delete(oldest);
      return { before, after };
    },
  };
}

function apply(before: TrackedCall | undefined, entry: EventEntry): TrackedCall | undefined {
  const { parsed, verdict, callId } = entry;
  if (!parsed) return undefined;
  const rejected = parsed.kind === 'new' && verdict?.action === 'reject';
  const event = rejected ? { ...parsed, flags: { ...parsed.flags, blocked: true } } : parsed;
  try {
    return applyEvent(before, event, () => callId).call;
  } catch {
    // A row that somebody changed by hand; the rest of the journal is still worth reading.
    return undefined;
  }
}
