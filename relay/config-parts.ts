/** Schemas of single values that occur in the environment and in the configuration file alike. */
import * as v from 'valibot';
import { MANUAL_SOURCE } from '../lib/core/manual-call.ts';
import { dialUrlProblem } from './config-dial.ts';
import { DIALECTS, findDialect } from './pbx/registry.ts';

/** Address without trailing slash. */
export const httpUrl = v.pipe(
  v.string(),
  v.trim(),
  v.check(isHttpUrl, 'must be an address that begins with http:// or https://'),
  v.transform((url) => url.replace(/\/+$/, '')),
);

/** Zammad's CTI endpoint with its token: kept as written, Zammad's routes know no trailing slash. */
export const ctiUrl = v.pipe(
  httpUrl,
  v.regex(
    /\/api\/v1\/cti\/[^/?#]+$/,
    'must be the whole address that Zammad shows under Admin → Integrations → CTI (generic), like https://zammad.example/api/v1/cti/TOKEN',
  ),
);

export const country = v.pipe(
  v.string(),
  v.trim(),
  v.toUpperCase(),
  v.regex(/^[A-Z]{2}$/, 'must be a country code of two letters, like DE'),
);

export const areaCode = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^0?\d{1,6}$/, 'must be digits, like 30'),
  v.transform((code) => code.replace(/^0/, '')),
);

export const retentionDays = v.pipe(
  v.number('must be a number of days'),
  v.integer('must be a whole number of days'),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(36_500, 'must be at most 36500'),
);

/** Names of attributes in Zammad's API. */
export const phoneFields = v.pipe(
  v.array(
    v.pipe(
      v.string('must be a text'),
      v.regex(
        /^[a-z][a-z0-9_]{0,60}$/,
        'must be the name of an attribute of people in Zammad, like second_phone',
      ),
    ),
  ),
  v.maxLength(10, 'must name at most 10 attributes'),
);

export const minRingMs = v.pipe(
  v.number('must be a number of milliseconds'),
  v.integer('must be a whole number of milliseconds'),
  v.minValue(0, 'must be at least 0'),
  v.maxValue(60_000, 'must be at most 60000'),
);

export const boardDays = v.pipe(
  v.number('must be a number of days'),
  v.integer('must be a whole number of days'),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(365, 'must be at most 365'),
);

/** It is a part of an address: long enough not to be guessed is the admin's business, readable is ours. */
export const secret = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9._~-]{4,200}$/,
    'must be 4 to 200 letters, digits or . _ ~ - (it is a part of an address)',
  ),
);

export const dialUrl = v.pipe(
  v.string(),
  v.trim(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const problem = dialUrlProblem(dataset.value);
    if (problem) addIssue({ message: problem });
  }),
);

export const connectionId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and -'),
  v.check((id) => id !== MANUAL_SOURCE, 'is what calls entered by hand are named by; take another'),
);

export const dialect = v.pipe(
  v.string(),
  v.check(
    (id) => findDialect(id) !== undefined,
    `is not a dialect of this version; known: ${DIALECTS.map(({ id }) => id).join(', ')}`,
  ),
);

/** `sqlite:<path>`; other databases come later. */
export const databaseUrl = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (url) => !/^postgres(ql)?:/.test(url),
    'PostgreSQL is not supported in this version; use sqlite:./data/offhook.db',
  ),
  v.check((url) => /^postgres(ql)?:/.test(url) || /^sqlite:.+/.test(url), 'must be sqlite:<path>'),
);

function isHttpUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:';
  } catch {
    return false;
  }
}
