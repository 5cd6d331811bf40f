import { DEFAULT_SETTINGS, type OpeningRules } from '../../lib/core/settings.ts';

/** Sets of rules that most people want, by name. `zammad` is the default. */
export const RULE_PRESETS = ['zammad', 'card', 'profile', 'ticket'] as const;
export type RulePreset = (typeof RULE_PRESETS)[number];

const base = DEFAULT_SETTINGS.rules;
const never = base.in.ring;

const PRESETS: Record<RulePreset, OpeningRules> = {
  zammad: base,
  card: { ...base, in: { ...base.in, answer: never } },
  profile: {
    ...base,
    in: {
      ...base.in,
      ring: { ...never, one: 'profile' },
      answer: { ...never, none: 'new-ticket' },
    },
  },
  ticket: { ...base, in: { ...base.in, answer: { ...base.in.answer, one: 'latest-ticket' } } },
};

export function rulesOf(preset: RulePreset): OpeningRules {
  return PRESETS[preset];
}

/** Undefined: rules of the agent's own making. */
export function presetOf(rules: OpeningRules): RulePreset | undefined {
  const text = flat(rules);
  return RULE_PRESETS.find((preset) => flat(PRESETS[preset]) === text);
}

/** In a fixed order, whatever order a file or a policy had. */
function flat(rules: OpeningRules): string {
  return (['in', 'out'] as const)
    .flatMap((direction) =>
      (['ring', 'answer', 'click'] as const).map((moment) => {
        const { none, one, several } = rules[direction][moment];
        return `${none} ${one} ${several}`;
      }),
    )
    .join('|');
}
