/** What a stream begins with: where it can resume, and the calls it missed. */
import type { Call } from '../../lib/core/call.ts';
import type { CallChange, CallChanges } from '../calls/changes.ts';
import { REPLAY_AGE_MS } from './audience.ts';
import { decodeCursor } from './cursor.ts';

/** Journal entries a resume looks through at most; a longer absence is a gap. */
const MAX_SCAN = 20_000;
const PAGE = 200;

/** @returns the position to resume after; `gap`: the cursor is unknown, purged or too old */
export function resumePosition(
  changes: Pick<CallChanges, 'epoch' | 'floor'>,
  head: number,
  cursor: string,
): number | 'gap' {
  const seq = decodeCursor(changes.epoch, cursor);
  if (seq === undefined || seq < changes.floor() || seq > head) return 'gap';
  return head - seq > MAX_SCAN ? 'gap' : seq;
}

/** Changes after `from` up to `head`, in order; calls that ended long ago are left out. */
export async function* missed(
  changes: Pick<CallChanges, 'after'>,
  range: { from: number; head: number },
  now: number,
): AsyncGenerator<CallChange> {
  let position = range.from;
  while (position < range.head) {
    const page = await changes.after(position, PAGE);
    for (const change of page) {
      // Newer than the head: it is in the member's queue, or soon will be.
      if (change.seq > range.head) return;
      if (isRecent(change.call, now)) yield change;
      position = change.seq;
    }
    if (page.length === 0) return;
  }
}

function isRecent(call: Call, now: number): boolean {
  return call.state !== 'ended' || now - (call.endedAt ?? call.startedAt) <= REPLAY_AGE_MS;
}
