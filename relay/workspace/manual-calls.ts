/** Calls taken on a telephone that nobody told us about, entered by hand. Rule WS7. */
import type { Call, Party } from '../../lib/core/call.ts';
import { manualEvents } from '../../lib/core/manual-call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { ManualCall } from '../../lib/protocol/workspace.ts';
import { unreadableNumber } from '../api/asked-number.ts';
import { ApiError } from '../api/errors.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { Clock } from '../hub/clock.ts';

/** Clocks of browsers differ by so much without being wrong. */
const TOLERANCE_MS = 60_000;
const DAY_MS = 86_400_000;

/** @throws ApiError 422 */
export type EnterCall = (
  manual: ManualCall,
  agent: Agent,
) => Promise<{ call: Call; fresh: boolean }>;

export function createEnterCall(deps: {
  writer: Pick<CallWriter, 'enter'>;
  phone: Phone;
  clock: Pick<Clock, 'now'>;
  retentionDays: number;
}): EnterCall {
  const { writer, phone, clock, retentionDays } = deps;

  function remoteOf({ number, direction }: ManualCall): Party {
    const { e164, extension, withheld } = phone.read(number);
    if (e164 !== undefined) return { raw: number, e164 };
    if (extension !== undefined) return { raw: number, extension };
    if (withheld && direction === 'in') return { withheld: true };
    throw unreadableNumber();
  }

  function checkTimes({ startedAt, durationMs }: ManualCall): void {
    const endedAt = startedAt + durationMs;
    if (endedAt > clock.now() + TOLERANCE_MS) {
      throw new ApiError(422, 'call/future', 'This call is not over yet.');
    }
    if (endedAt < clock.now() - retentionDays * DAY_MS) {
      throw new ApiError(
        422,
        'call/too-old',
        `Calls are kept for ${retentionDays} days; this one is older.`,
      );
    }
  }

  return (manual, agent) => {
    const remote = remoteOf(manual);
    checkTimes(manual);
    const { direction, startedAt, durationMs, answered, requestId } = manual;
    const nativeId = `${agent.id} ${requestId}`;
    const { name, login } = agent;
    return writer.enter(
      manualEvents({
        nativeId,
        direction,
        remote,
        agent: { name, login },
        startedAt,
        durationMs,
        answered,
      }),
    );
  };
}
