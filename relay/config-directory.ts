/** `directory` of the configuration file: what is read from Zammad's people, and how fast. */
import * as v from 'valibot';
import { phoneFields } from './config-parts.ts';
import { type ExcludedConfig, excludedEntries } from './config-privacy.ts';

/** Every day from `from` until `to`, `HH:MM` by the clock of the machine; may go over midnight. */
export interface PauseWindow {
  from: string;
  to: string;
}

export interface DirectoryConfig extends ExcludedConfig {
  /** Custom attributes of people in Zammad that hold telephone numbers. */
  phoneFields: string[];
  /** Custom attributes of organisations in Zammad that hold telephone numbers. */
  organizationFields: string[];
  /** Numbers in the notes of people and organisations count, too. */
  notes: boolean;
  /** Zammad is asked at most so often. */
  requestsPerSecond: number;
  /** Zammad is not asked meanwhile. */
  pause: PauseWindow[];
  /** Without a service token: what agents' browsers find out by themselves is remembered for the team. */
  learn: boolean;
}

const clockTime = v.pipe(
  v.string('must be a time like 22:00'),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 22:00'),
);

export const directorySchema = v.strictObject({
  phoneFields: v.optional(phoneFields, []),
  organizationFields: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string('must be a text'),
          v.regex(
            /^[a-z][a-z0-9_]{0,60}$/,
            'must be the name of an attribute of organisations in Zammad, like main_number',
          ),
        ),
      ),
      v.maxLength(10, 'must name at most 10 attributes'),
    ),
    [],
  ),
  notes: v.optional(v.boolean('must be true or false'), false),
  requestsPerSecond: v.optional(
    v.pipe(
      v.number('must be a number'),
      v.minValue(0.1, 'must be at least 0.1'),
      v.maxValue(50, 'must be at most 50'),
    ),
    2,
  ),
  pause: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.strictObject({ from: clockTime, to: clockTime }),
          v.check(({ from, to }) => from !== to, 'must not begin and end at the same time'),
        ),
      ),
      v.maxLength(10, 'must have at most 10 entries'),
    ),
    [],
  ),
  learn: v.optional(v.boolean('must be true or false'), true),
  ...excludedEntries,
});

export function directoryConfig(
  file: v.InferOutput<typeof directorySchema> | undefined,
): DirectoryConfig {
  const settings = v.parse(directorySchema, file ?? {});
  return {
    ...settings,
    phoneFields: [...new Set(settings.phoneFields)],
    organizationFields: [...new Set(settings.organizationFields)],
  };
}
