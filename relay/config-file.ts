/** Reads and checks the configuration file. Unknown keys are problems: a typo must not pass in silence. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { ConfigProblem } from './config.ts';
import { bridgeSchema } from './config-bridge.ts';
import { directorySchema } from './config-directory.ts';
import { contactSyncSchema } from './config-contacts.ts';
import * as part from './config-parts.ts';
import { phonebookSchema } from './config-phonebook.ts';
import { privacySchema } from './config-privacy.ts';
import { settingsConfigSchema } from './config-settings.ts';

const text = v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'));
const list = v.optional(v.array(text), []);
const day = v.pipe(
  v.string(),
  v.isoDate('must be a day like 2027-01-31'),
  v.check(isDay, 'is no day of the calendar'),
);
const callerId = v.pipe(
  text,
  v.regex(/^\+?[\d\s()./-]{3,30}$/, 'must be a telephone number, like +493012300'),
);
const minutes = v.pipe(
  v.number(),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(10_080, 'must be at most 10080'),
);

export const configFileSchema = v.strictObject({
  version: v.literal(1, 'must be 1'),
  homeCountry: v.optional(part.country),
  areaCode: v.optional(part.areaCode),
  zammad: v.optional(
    v.strictObject({
      url: v.optional(part.httpUrl),
      token: v.optional(text),
      rulesToken: v.optional(text),
      forward: v.optional(
        v.strictObject({
          url: part.ctiUrl,
          agentReference: v.optional(v.boolean(), false),
          ask: v.optional(v.boolean(), false),
          transfers: v.optional(v.boolean(), false),
          internal: v.optional(v.boolean(), false),
        }),
      ),
    }),
  ),
  connections: v.optional(
    v.array(
      v.strictObject({
        id: part.connectionId,
        dialect: part.dialect,
        secret: v.optional(part.secret),
        enabled: v.optional(v.boolean(), true),
        options: v.optional(v.record(v.string(), v.unknown()), {}),
        numbers: v.optional(
          v.strictObject({
            homeCountry: v.optional(part.country),
            areaCode: v.optional(part.areaCode),
            outsideLine: v.optional(v.pipe(text, v.regex(/^\d$/, 'must be one digit, like 0'))),
            heads: list,
            extensions: v.optional(v.pipe(text, v.check(isPattern, 'is no regular expression'))),
          }),
        ),
      }),
    ),
    [],
  ),
  extensions: v.optional(v.pipe(text, v.check(isPattern, 'is no regular expression'))),
  agents: v.optional(
    v.array(v.strictObject({ login: text, extensions: list, numbers: list, names: list })),
    [],
  ),
  queues: v.optional(v.array(v.strictObject({ name: text, match: list, agents: list })), []),
  lines: v.optional(
    v.array(
      v.strictObject({
        match: text,
        label: v.optional(text),
        greeting: v.optional(text),
        language: v.optional(text),
        private: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
  blocked: v.optional(
    v.array(
      v.pipe(
        v.strictObject({
          number: v.optional(text),
          anonymous: v.optional(v.boolean()),
          lines: v.optional(v.array(text)),
          reason: v.optional(v.picklist(['busy', 'rejected'], 'must be busy or rejected'), 'busy'),
          note: v.optional(v.string()),
          until: v.optional(day),
        }),
        v.check(
          (rule) => (rule.number !== undefined) !== (rule.anonymous === true),
          'needs either "number" or "anonymous": true',
        ),
      ),
    ),
    [],
  ),
  callerIds: v.optional(
    v.strictObject({
      default: v.optional(callerId),
      routes: v.optional(
        v.array(v.strictObject({ dest: text, callerId, note: v.optional(v.string()) })),
        [],
      ),
    }),
  ),
  targets: v.optional(
    v.strictObject({
      nobodyMapped: v.picklist(['everyone', 'nobody'], 'must be everyone or nobody'),
    }),
  ),
  dial: v.optional(
    v.strictObject({
      url: part.dialUrl,
      method: v.optional(v.picklist(['GET', 'POST'], 'must be GET or POST'), 'GET'),
      body: v.optional(v.string()),
      headers: v.optional(v.record(v.string(), v.string()), {}),
    }),
  ),
  sweep: v.optional(
    v.strictObject({ ringingMinutes: v.optional(minutes), talkingMinutes: v.optional(minutes) }),
  ),
  journal: v.optional(v.strictObject({ maskNumbers: v.optional(v.boolean(), false) })),
  phonebook: v.optional(phonebookSchema(part.secret)),
  directory: v.optional(directorySchema),
  privacy: v.optional(privacySchema),
  bridge: v.optional(bridgeSchema),
  missed: v.optional(
    v.strictObject({
      minRingMs: v.optional(part.minRingMs, 0),
      days: v.optional(part.boardDays, 30),
    }),
  ),
  settings: v.optional(settingsConfigSchema),
  visibility: v.optional(v.picklist(['team', 'own'], 'must be team or own')),
  retentionDays: v.optional(part.retentionDays),
  contactSync: contactSyncSchema,
});
export type ConfigFile = v.InferOutput<typeof configFileSchema>;

/** @param path file to read; none: nothing is configured by file. */
export function readConfigFile(path: string | undefined): {
  values: ConfigFile | undefined;
  problems: ConfigProblem[];
} {
  if (path === undefined) return { values: undefined, problems: [] };
  const name = basename(path);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    const why = error instanceof Error ? error.message : String(error);
    // A parser's message may quote the text around the fault, and with it a secret.
    const detail =
      error instanceof SyntaxError ? (/line \d+ column \d+/.exec(why)?.[0] ?? '') : why;
    return {
      values: undefined,
      problems: [
        { path: 'OFFHOOK_CONFIG', message: `${name} ${what}${detail ? ` (${detail})` : ''}` },
      ],
    };
  }
  const result = v.safeParse(configFileSchema, json);
  if (result.success) return { values: result.output, problems: [] };
  const problems = result.issues.map((issue) => {
    const place = v.getDotPath(issue);
    return { path: place ? `${name}: ${place}` : name, message: plainMessage(issue) };
  });
  return { values: undefined, problems };
}

/** One sentence for the admin; what was received is never quoted: it may be a secret. */
export function plainMessage(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return 'is not a known setting';
    return issue.received === 'undefined' ? 'is missing' : `must be ${issue.expected}`;
  }
  // The library's own sentences quote what was received; ours never do.
  if (issue.message.startsWith('Invalid ')) return `must be ${issue.expected ?? 'valid'}`;
  return issue.message;
}

/** `2027-02-30` is read as 2 March by the language, and meant by nobody. */
function isDay(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
