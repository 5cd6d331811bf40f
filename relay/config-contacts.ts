/** `contactSync` of the configuration file: contacts kept alike with the telephone system's own. */
import * as v from 'valibot';
import type { ConfigProblem } from './config.ts';

export type ContactTargetName = 'sipgate' | 'placetel';

export interface ContactSyncConfig {
  /** Lower-case id; its name in tables, logs and metrics. */
  id: string;
  target: ContactTargetName;
  /** sipgate: the token's id, `token-ABC123`. */
  tokenId?: string | undefined;
  token: string;
  /** Another address of the vendor's API, without trailing slash. */
  url?: string | undefined;
  /** `push`: Zammad leads. `pull`: the telephone system leads. `both`: whoever changed something. */
  direction: 'push' | 'pull' | 'both';
  /** Minutes from one run to the next. */
  every: number;
  /** `all`, `vip` or `organization:NAME`. */
  people: string;
  /** At most so many in one run; the rest waits for the next one. */
  limits: { creates: number; changes: number; removals: number };
  /** With `pull` and `both`: people that only the telephone system knows are made in Zammad. */
  createInZammad: boolean;
  enabled: boolean;
}

const text = v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'));
const count = (most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(0, 'must not be negative'),
    v.maxValue(most, `must be at most ${most}`),
  );

export const contactSyncSchema = v.optional(
  v.array(
    v.pipe(
      v.strictObject({
        id: v.pipe(
          text,
          v.regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes'),
        ),
        target: v.picklist(['sipgate', 'placetel'], 'must be sipgate or placetel'),
        tokenId: v.optional(
          v.pipe(
            text,
            v.regex(/^[\w.@-]{1,100}$/, 'must be the id of the token, like token-ABC123'),
          ),
        ),
        token: v.pipe(text, v.regex(/^[\x21-\x7e]+$/, 'must be the token as it was shown')),
        url: v.optional(
          v.pipe(
            text,
            v.check(isSafe, 'must begin with https:// (http:// only for this machine)'),
            v.transform((url) => url.replace(/\/+$/, '')),
          ),
        ),
        direction: v.optional(
          v.picklist(['push', 'pull', 'both'], 'must be push, pull or both'),
          'push',
        ),
        every: v.optional(
          v.pipe(
            v.number('must be a number of minutes'),
            v.integer('must be a whole number of minutes'),
            v.minValue(5, 'must be at least 5'),
            v.maxValue(10_080, 'must be at most 10080'),
          ),
          60,
        ),
        people: v.optional(
          v.pipe(
            text,
            v.regex(/^(all|vip|organization:.+)$/, 'must be all, vip or organization:NAME'),
          ),
          'all',
        ),
        limits: v.optional(
          v.strictObject({
            creates: v.optional(count(100_000), 500),
            changes: v.optional(count(100_000), 500),
            removals: v.optional(count(1_000), 20),
          }),
          {},
        ),
        createInZammad: v.optional(v.boolean('must be true or false'), false),
        enabled: v.optional(v.boolean('must be true or false'), true),
      }),
      v.check(
        ({ target, tokenId }) => target !== 'sipgate' || tokenId !== undefined,
        'needs "tokenId" beside "token": sipgate shows both when a personal access token is made',
      ),
      v.check(
        ({ direction, createInZammad }) => direction !== 'push' || !createInZammad,
        '"createInZammad" needs the direction pull or both',
      ),
      // Whom we make has neither organisation nor VIP mark: the job would not know them again.
      v.check(
        ({ people, createInZammad }) => people === 'all' || !createInZammad,
        '"createInZammad" needs "people": "all"',
      ),
    ),
  ),
  [],
);

/** What only shows when everything is put together. */
export function contactSyncProblems(
  jobs: readonly ContactSyncConfig[],
  zammad: { url?: string | undefined; token?: string | undefined },
): ConfigProblem[] {
  const seen = new Set<string>();
  return jobs.flatMap(({ id }) => {
    const path = `contactSync.${id}`;
    const problems: ConfigProblem[] = [];
    if (seen.has(id)) problems.push({ path, message: 'exists twice' });
    seen.add(id);
    if (zammad.url === undefined || zammad.token === undefined) {
      problems.push({ path, message: 'needs zammad.url and zammad.token (the service token)' });
    }
    return problems;
  });
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, search, hash } = new URL(url);
  if (username !== '' || search !== '' || hash !== '') return false;
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
