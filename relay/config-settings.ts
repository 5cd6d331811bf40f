/** `settings` of the configuration file: what the administrator presets or fixes for agents. */
import * as v from 'valibot';
import type { SettingsPolicy } from '../lib/core/settings.ts';
import { SETTING_KEYS, settingsChangeSchema } from '../lib/protocol/settings-schema.ts';

export interface SettingsGroup extends SettingsPolicy {
  name: string;
  /** Logins or e-mail addresses; case does not matter. */
  agents: string[];
}

export interface SettingsConfig extends SettingsPolicy {
  /** Of several that name an agent the later one wins. */
  groups: SettingsGroup[];
}

export const NO_SETTINGS: SettingsConfig = { values: {}, locked: [], groups: [] };

const text = v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'));
const policy = {
  values: v.optional(strictly(settingsChangeSchema), {}),
  locked: v.optional(
    v.array(v.picklist(SETTING_KEYS, `must be one of ${SETTING_KEYS.join(', ')}`)),
    [],
  ),
};

export const settingsConfigSchema = v.strictObject({
  ...policy,
  groups: v.optional(
    v.array(v.strictObject({ name: text, agents: v.optional(v.array(text), []), ...policy })),
    [],
  ),
});

type Schema = v.GenericSchema;

/** The same schema, in which unknown keys are problems at every depth: a typo must not pass in silence. */
function strictly<S extends Schema>(schema: S): S {
  return strict(schema) as S;
}

function strict(schema: Schema): Schema {
  if ('pipe' in schema) {
    const [first, ...rest] = schema.pipe as [Schema, ...v.PipeItem<never, never, never>[]];
    return v.pipe(strict(first), ...(rest as []));
  }
  if ('entries' in schema) {
    const entries = Object.entries(schema.entries as Record<string, Schema>);
    return v.strictObject(Object.fromEntries(entries.map(([key, one]) => [key, strict(one)])));
  }
  if (schema.type === 'optional' && 'wrapped' in schema) {
    return v.optional(strict(schema.wrapped as Schema));
  }
  if (schema.type === 'array' && 'item' in schema) return v.array(strict(schema.item as Schema));
  return schema;
}
