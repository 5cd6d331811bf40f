/** Brings what an agent writes about a call to who got the call from them, while it goes on. Rule WS2. */
import type { CallViews } from '../hub/call-views.ts';
import type { Hub } from '../hub/hub.ts';
import type { Team } from '../policy/team.ts';

/** @returns to be told that an agent's text about a call is another one */
export function createHandedDrafts(deps: {
  team: Pick<Team, 'rules'>;
  views: () => Pick<CallViews, 'touch'>;
  hub: () => Pick<Hub, 'open' | 'show'>;
}): (callId: string, authorId: number) => void {
  return (callId, authorId) => {
    const { projector } = deps.team.rules();
    for (const call of deps.hub().open()) {
      if (call.id !== callId && call.transferredFrom !== callId) continue;
      const readers = [...projector.concerned(call)].filter(
        (agentId) => projector.giverOf(call, agentId) === authorId,
      );
      if (readers.length === 0) continue;
      deps.views().touch(call);
      deps.hub().show(call.id, readers);
    }
  };
}
