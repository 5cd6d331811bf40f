/** Tells streams that the missed board is not what it was, each at most once a second. Rule WS6. */
import type { Targets } from '../../lib/core/targets.ts';
import type { Clock } from '../hub/clock.ts';
import type { Member } from '../hub/member.ts';
import { sees } from './sight.ts';

const EVERY_MS = 1_000;
const FRAME = '{"type":"board"}';

/** @returns tells those */
export function createBoardFrames(deps: {
  members: () => Iterable<Member>;
  clock: Pick<Clock, 'after'>;
}): (who: Targets) => void {
  /** `again`: something changed within the second. */
  const resting = new WeakMap<Member, { again: boolean }>();

  function send(member: Member): void {
    const rest = { again: false };
    resting.set(member, rest);
    member.outlet.send(FRAME);
    deps.clock.after(EVERY_MS, () => {
      resting.delete(member);
      if (rest.again && member.outlet.open) send(member);
    });
  }

  return (who) => {
    for (const member of deps.members()) {
      if (!sees(who, member.agent.id)) continue;
      const rest = resting.get(member);
      if (rest) rest.again = true;
      else send(member);
    }
  };
}
