/** All scenarios of `offhook simulate`. */
import { HANDED_OVER } from './handed-over.ts';
import { INCOMING } from './incoming.ts';
import { MISHAPS } from './mishaps.ts';
import { NUMBERS } from './numbers.ts';
import { OUTGOING } from './outgoing.ts';
import { SEVERAL } from './several.ts';
import type { Scenario } from './step.ts';
import { TEXTS_OF_OTHERS } from './texts.ts';

export const SCENARIOS: readonly Scenario[] = [
  ...INCOMING,
  ...HANDED_OVER,
  ...OUTGOING,
  ...SEVERAL,
  ...NUMBERS,
  ...MISHAPS,
  ...TEXTS_OF_OTHERS,
];

export function findScenario(name: string): Scenario | undefined {
  return SCENARIOS.find((one) => one.name === name);
}
