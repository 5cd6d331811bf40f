import * as v from 'valibot';
import type { Definition } from './stored.ts';

/** What the agent chose. The contract's `Settings` (lib/rpc) has the same shape. */
export const settingsSchema = v.object({
  phone: v.picklist(['on', 'quiet']),
  dial: v.picklist(['system', 'relay', 'off']),
  sound: v.picklist(['off', 'soft', 'ring']),
  notifications: v.boolean(),
  locale: v.picklist(['auto', 'de', 'en']),
});
export type StoredSettings = v.InferOutput<typeof settingsSchema>;

export const settingsItem: Definition<StoredSettings> = {
  key: 'local:settings',
  version: 1,
  schema: settingsSchema,
  fallback: () => ({
    phone: 'on',
    dial: 'system',
    sound: 'soft',
    notifications: true,
    locale: 'auto',
  }),
};

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
