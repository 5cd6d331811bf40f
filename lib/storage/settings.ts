import * as v from 'valibot';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import type { Definition } from './stored.ts';

/**
 * What the agent chose themselves; what is absent follows the administrator or the default.
 * @param schema the protocol's schema of a change of settings
 */
export function settingsItem(
  schema: v.GenericSchema<unknown, Partial<Settings>>,
): Definition<Partial<Settings>> {
  return {
    key: 'local:settings',
    version: 2,
    schema,
    fallback: () => ({}),
    // Version 1 kept everything; what was the default then is no choice of anybody's.
    migrations: { 2: withoutDefaults },
  };
}

function withoutDefaults(value: unknown): unknown {
  const old = v.parse(v.record(v.string(), v.unknown()), value);
  return Object.fromEntries(
    Object.entries(old).filter(
      ([key, chosen]) => DEFAULT_SETTINGS[key as keyof Settings] !== chosen,
    ),
  );
}

/** What was learned by the way, to offer the same again. */
export const habitsSchema = v.object({
  /** Group of the last note to a new ticket. */
  groupId: v.optional(v.number()),
  /** Which of Zammad's two web UIs the agent's tab showed last. */
  flavour: v.optional(v.picklist(['legacy', 'desktop'])),
  /** Language of Zammad's page. */
  locale: v.optional(v.picklist(['de', 'en'])),
  /** Address of the relay that was connected last. */
  relayUrl: v.optional(v.string()),
});
export type Habits = v.InferOutput<typeof habitsSchema>;

export const habitsItem: Definition<Habits> = {
  key: 'local:habits',
  version: 1,
  schema: habitsSchema,
  fallback: () => ({}),
};

/** What the relay presets or fixes, as it told last: it holds while the relay cannot be reached, too. */
export const policyItem: Definition<unknown> = {
  key: 'local:policy',
  version: 1,
  schema: v.unknown(),
  fallback: () => null,
};
