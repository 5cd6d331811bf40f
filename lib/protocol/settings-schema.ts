/** Checks settings (type: `lib/core/settings.ts`): an agent's own, a policy's, an imported file's. */
import * as v from 'valibot';
import {
  OPEN_WHATS,
  type OpeningRules,
  type SettingKey,
  type Settings,
  type SettingsPolicy,
} from '../core/settings.ts';

const what = v.picklist(OPEN_WHATS);
const counts = v.object({ none: what, one: what, several: what });
const moments = v.object({ ring: counts, answer: counts, click: counts });
const rules = v.object({ in: moments, out: moments }) satisfies v.GenericSchema<
  unknown,
  OpeningRules
>;
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 18:00'));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
const webUrl = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2_000),
  v.regex(/^https?:\/\/[^/{}]+/i, 'must begin with https:// and a host without placeholders'),
);
const when = v.picklist(['ring', 'answer', 'off']);

export const settingsSchema = v.object({
  phone: v.picklist(['on', 'quiet']),
  dial: v.picklist(['system', 'relay', 'off']),
  cardIn: when,
  cardOut: when,
  rules,
  ruleUrl: v.union([v.literal(''), webUrl]),
  recentDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
  sound: v.picklist(['off', 'soft', 'ring']),
  volume: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  notifications: v.boolean(),
  quietHours: v.object({
    on: v.boolean(),
    days: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
    from: clock,
    to: clock,
  }),
  outOfOffice: v.boolean(),
  locale: v.picklist(['auto', 'de', 'en']),
  strip: v.boolean(),
  ticketTitle: v.pipe(v.string(), v.maxLength(250)),
  noteInternal: v.boolean(),
  outcomes: v.pipe(v.array(name), v.maxLength(30)),
  templates: v.pipe(
    v.array(
      v.object({
        name,
        line: v.optional(v.pipe(v.string(), v.maxLength(100))),
        text: v.pipe(v.string(), v.maxLength(10_000)),
      }),
    ),
    v.maxLength(100),
  ),
  links: v.pipe(v.array(v.object({ name, url: webUrl })), v.maxLength(10)),
  timeAccounting: v.boolean(),
  roundMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
  roundMode: v.picklist(['up', 'nearest', 'down']),
}) satisfies v.GenericSchema<unknown, Settings>;

export const settingsChangeSchema = v.partial(settingsSchema);

export const SETTING_KEYS = Object.keys(settingsSchema.entries) as SettingKey[];

/** A policy of somebody else's making: what does not fit is left out, the rest counts. */
export function readPolicy(input: unknown): SettingsPolicy {
  const outer = v.safeParse(
    v.object({
      values: v.optional(v.record(v.string(), v.unknown()), {}),
      locked: v.optional(v.array(v.unknown()), []),
    }),
    input,
  );
  if (!outer.success) return { values: {}, locked: [] };
  const values: Partial<Settings> = {};
  for (const key of SETTING_KEYS) {
    const read = v.safeParse(
      settingsSchema.entries[key] as v.GenericSchema,
      outer.output.values[key],
    );
    if (read.success) Object.assign(values, { [key]: read.output });
  }
  const locked = SETTING_KEYS.filter((key) => outer.output.locked.includes(key));
  return { values, locked };
}
