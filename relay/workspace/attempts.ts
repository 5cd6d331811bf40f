/**
 * The attempts that wait for somebody, in memory, with who may see them. Fed by every change of a
 * call; a list never reads more of the database than the rows of its page.
 */
import type { Call } from '../../lib/core/call.ts';
import { type Attempt, attemptOf } from '../../lib/core/missed-board.ts';
import type { Targets } from '../../lib/core/targets.ts';
import type { Sight } from './sight.ts';

export interface Waiting {
  attempt: Attempt;
  /** As it was when it changed last. */
  call: Call;
}

export interface Attempts {
  /** Takes over what a call is now. @returns how it was and is; both undefined: it is no matter of the board */
  put(call: Call): { before: Waiting | undefined; now: Waiting | undefined };
  remove(callId: string): Waiting | undefined;
  ofKey(key: string): Waiting[];
  get(callId: string): Waiting | undefined;
  /** Another number after each change. */
  readonly revision: number;
  all(): Iterable<Waiting>;
  /** As they are now; stays so. */
  snapshot(): Waiting[];
  /** Who may see it, by today's rules. */
  sight(waiting: Waiting): Targets;
}

export function createAttempts(deps: {
  sight: Pick<Sight, 'of'>;
  /** Another object whenever the rules of who sees what are others. */
  rules: () => object;
}): Attempts {
  const byCall = new Map<string, Waiting>();
  const byKey = new Map<string, Set<string>>();
  let sights = new WeakMap<Waiting, Targets>();
  let sightsOf: object | undefined;
  let revision = 0;

  function remove(callId: string): Waiting | undefined {
    const waiting = byCall.get(callId);
    if (!waiting) return undefined;
    revision += 1;
    byCall.delete(callId);
    const same = byKey.get(waiting.attempt.key);
    same?.delete(callId);
    if (same?.size === 0) byKey.delete(waiting.attempt.key);
    return waiting;
  }

  return {
    get revision() {
      return revision;
    },
    get: (callId) => byCall.get(callId),
    put(call) {
      const before = remove(call.id);
      const attempt = attemptOf(call);
      if (!attempt) return { before, now: undefined };
      revision += 1;
      const now: Waiting = { attempt, call: withoutFacts(call) };
      byCall.set(call.id, now);
      const same = byKey.get(attempt.key);
      if (same) same.add(call.id);
      else byKey.set(attempt.key, new Set([call.id]));
      return { before, now };
    },
    remove,
    ofKey: (key) => [...(byKey.get(key) ?? [])].flatMap((callId) => byCall.get(callId) ?? []),
    all: () => byCall.values(),
    snapshot: () => [...byCall.values()],
    sight(waiting) {
      const rules = deps.rules();
      if (rules !== sightsOf) {
        revision += 1;
        sights = new WeakMap();
        sightsOf = rules;
      }
      let sight = sights.get(waiting);
      if (!sight) sights.set(waiting, (sight = deps.sight.of(waiting.call)));
      return sight;
    },
  };
}

/** What a call was made of is as large as the call itself, and nobody here asks for it. */
function withoutFacts(call: Call): Call {
  const { facts: _facts, ...rest } = call as Call & { facts?: unknown };
  return rest;
}
