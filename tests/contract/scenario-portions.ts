/** Scenarios in portions that can be played at the same moment, by telephone systems without ids too. */
import { CUSTOMER, OTHER_CUSTOMER } from '../../relay/cli/scenarios/cast.ts';
import type { Scenario, Step } from '../../relay/cli/scenarios/step.ts';

export type Played = Pick<Scenario, 'name' | 'steps'>;

/** The invented customers with numbers of their own, so that calls are told apart by them. */
export function withOwnCaller({ name, steps }: Scenario, index: number): Played {
  const own = (text: string | undefined) => {
    if (text === CUSTOMER) return `49302312${1_000 + index}`;
    return text === OTHER_CUSTOMER ? `492214710${1_000 + index}` : text;
  };
  return {
    name,
    steps: steps.map((step) => ({ ...step, from: own(step.from), to: own(step.to) })),
  };
}

/** Shorter pauses, and talks that are told as long as they now are. */
export function atSpeed({ name, steps }: Played, speed: number): Played {
  const faster = steps.map((step): Step => {
    const { afterMs, talkedMs } = step;
    return {
      ...step,
      afterMs: afterMs / speed,
      ...(talkedMs !== undefined && { talkedMs: talkedMs / speed }),
    };
  });
  return { name, steps: faster };
}

export interface Portion {
  scenarios: Played[];
  /** Calls in it. */
  calls: number;
}

/** @returns no two scenarios of a portion share a side; at most `most` calls, or one scenario */
export function portions(all: readonly Played[], most: number): Portion[] {
  const found: (Portion & { sides: Set<string> })[] = [];
  for (const one of all) {
    const sides = remoteSides(one);
    const calls = new Set(one.steps.map(({ call }) => call)).size;
    const fits = found.find(
      (portion) =>
        portion.calls + calls <= most && ![...sides].some((side) => portion.sides.has(side)),
    );
    if (fits) {
      fits.scenarios.push(one);
      fits.calls += calls;
      for (const side of sides) fits.sides.add(side);
    } else found.push({ scenarios: [one], calls, sides });
  }
  return found;
}

/** However the number is spelled; a step that names nobody could be meant for anybody: all. */
function remoteSides({ steps }: Played): Set<string> {
  return new Set(
    steps.map(({ direction, from = '', to = '' }) => {
      const digits = (direction === 'out' ? to : from).replace(/\D/g, '').slice(-8);
      return digits.length < 3 ? 'nobody in particular' : digits;
    }),
  );
}
