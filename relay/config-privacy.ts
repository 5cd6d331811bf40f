/** `privacy` of the configuration file: who may export and erase, and what is written down about look-ups. */
import * as v from 'valibot';

export interface PrivacyConfig {
  /** Logins or e-mail addresses (lower case) of those who may see, export and erase everything about a number. */
  officers: string[];
  /** Write down who looked up which number. */
  auditLookups: boolean;
  /** So long that is kept. */
  auditDays: number;
}

const text = v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'));

export const privacySchema = v.strictObject({
  officers: v.optional(v.pipe(v.array(text), v.maxLength(100, 'must name at most 100 people')), []),
  auditLookups: v.optional(v.boolean('must be true or false'), false),
  auditDays: v.optional(
    v.pipe(
      v.number('must be a number of days'),
      v.integer('must be a whole number of days'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(3650, 'must be at most 3650'),
    ),
    90,
  ),
});

export function privacyConfig(
  file: v.InferOutput<typeof privacySchema> | undefined,
): PrivacyConfig {
  const settings = v.parse(privacySchema, file ?? {});
  return { ...settings, officers: settings.officers.map((login) => login.toLowerCase()) };
}

/** Who is left out of everything that the relay knows of Zammad's people (`directory.exclude…`). */
export interface ExcludedConfig {
  /** Custom attribute of people in Zammad that says so (true, or a text like "yes"). */
  excludeField?: string | undefined;
  /** Ids, or names without regard to case. */
  excludeOrganizations: (string | number)[];
  /** Ids, e-mail addresses, logins, or names without regard to case. */
  excludePeople: (string | number)[];
}

const idOrName = v.union(
  [
    v.pipe(
      v.number(),
      v.check((id) => Number.isSafeInteger(id) && id > 0, 'must be an id or a name'),
    ),
    text,
  ],
  'must be an id or a name',
);
const list = v.optional(
  v.pipe(v.array(idOrName), v.maxLength(1000, 'must have at most 1000 entries')),
  [],
);

/** Entries of `directory`; `config-directory.ts` takes them in. */
export const excludedEntries = {
  excludeField: v.optional(
    v.pipe(
      v.string('must be a text'),
      v.regex(
        /^[a-z][a-z0-9_]{0,60}$/,
        'must be the name of an attribute of people in Zammad, like no_phone_index',
      ),
    ),
  ),
  excludeOrganizations: list,
  excludePeople: list,
};
