/** A call by our id, for an agent who may see it. */
import type { Call } from '../../lib/core/call.ts';
import { ApiError } from '../api/errors.ts';
import type { CallChanges } from '../calls/changes.ts';
import type { Sight } from './sight.ts';

/** @throws ApiError 404, also for a call that exists and is not theirs to see */
export type VisibleCall = (callId: string, agentId: number) => Promise<Call>;

export function createVisibleCall(deps: {
  changes: Pick<CallChanges, 'get'>;
  link: (call: Call) => Call;
  sight: Pick<Sight, 'maySee'>;
}): VisibleCall {
  return async (callId, agentId) => {
    const change = await deps.changes.get(callId);
    const call = change && deps.link(change.call);
    if (call && deps.sight.maySee(call, agentId)) return call;
    throw new ApiError(404, 'call/not-found', 'There is no such call.');
  };
}
