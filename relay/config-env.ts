/** Reads the `OFFHOOK_…` environment; every problem is reported under the variable's name. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { ConfigProblem, ConnectionConfig, RelayConfig } from './config.ts';
import { findDialect } from './pbx/registry.ts';
import * as part from './config-parts.ts';

/** What the environment names; undefined leaves it to the file or the default. */
export interface EnvironmentValues {
  configFile?: string | undefined;
  host?: string | undefined;
  port?: number | undefined;
  publicUrl?: string | undefined;
  databaseUrl?: string | undefined;
  secretKey?: string | undefined;
  logLevel?: RelayConfig['logLevel'] | undefined;
  trustProxy?: boolean | undefined;
  homeCountry?: string | undefined;
  areaCode?: string | undefined;
  zammadUrl?: string | undefined;
  zammadToken?: string | undefined;
  zammadRulesToken?: string | undefined;
  zammadCtiUrl?: string | undefined;
  retentionDays?: number | undefined;
  dialUrl?: string | undefined;
  ctiToken?: string | undefined;
  connections: ConnectionConfig[];
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const whole = (what: string) =>
  v.pipe(v.string(), v.trim(), v.regex(/^\d+$/, `must be ${what}`), v.transform(Number));

const VARIABLES = {
  OFFHOOK_CONFIG: v.string(),
  OFFHOOK_HOST: v.pipe(v.string(), v.trim(), v.regex(/^[\w.:-]+$/, 'must be a host name or an IP')),
  OFFHOOK_PORT: v.pipe(whole('a port number'), v.maxValue(65_535, 'must be at most 65535')),
  OFFHOOK_PUBLIC_URL: part.httpUrl,
  OFFHOOK_DATABASE_URL: part.databaseUrl,
  OFFHOOK_SECRET_KEY: v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters')),
  OFFHOOK_LOG_LEVEL: v.picklist(LEVELS, `must be one of ${LEVELS.join(', ')}`),
  OFFHOOK_TRUST_PROXY: v.pipe(
    v.string(),
    v.toLowerCase(),
    v.picklist(['1', '0', 'true', 'false', 'yes', 'no', 'on', 'off'], 'must be on or off'),
    v.transform((word) => ['1', 'true', 'yes', 'on'].includes(word)),
  ),
  OFFHOOK_HOME_COUNTRY: part.country,
  OFFHOOK_AREA_CODE: part.areaCode,
  OFFHOOK_ZAMMAD_URL: part.httpUrl,
  OFFHOOK_ZAMMAD_TOKEN: v.pipe(v.string(), v.trim(), v.maxLength(512, 'is too long for a token')),
  OFFHOOK_ZAMMAD_RULES_TOKEN: v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(512, 'is too long for a token'),
  ),
  OFFHOOK_ZAMMAD_CTI_URL: part.ctiUrl,
  OFFHOOK_RETENTION_DAYS: v.pipe(whole('a whole number of days'), part.retentionDays),
  OFFHOOK_DIAL_URL: part.dialUrl,
  OFFHOOK_CTI_TOKEN: part.secret,
} as const;
type Name = keyof typeof VARIABLES;

/** An empty variable counts as not set. Values never occur in problems: some are secrets. */
export function readEnvironment(env: Record<string, string | undefined>): {
  values: EnvironmentValues;
  problems: ConfigProblem[];
} {
  const problems: ConfigProblem[] = [];
  function read<N extends Name>(name: N): v.InferOutput<(typeof VARIABLES)[N]> | undefined {
    const text = env[name];
    if (text === undefined || text.trim() === '') return undefined;
    const result = v.safeParse(VARIABLES[name], text);
    if (result.success) return result.output;
    for (const issue of result.issues) problems.push({ path: name, message: issue.message });
    return undefined;
  }
  const values: EnvironmentValues = {
    configFile: read('OFFHOOK_CONFIG'),
    host: read('OFFHOOK_HOST'),
    port: read('OFFHOOK_PORT'),
    publicUrl: read('OFFHOOK_PUBLIC_URL'),
    databaseUrl: read('OFFHOOK_DATABASE_URL'),
    secretKey: read('OFFHOOK_SECRET_KEY'),
    logLevel: read('OFFHOOK_LOG_LEVEL'),
    trustProxy: read('OFFHOOK_TRUST_PROXY'),
    homeCountry: read('OFFHOOK_HOME_COUNTRY'),
    areaCode: read('OFFHOOK_AREA_CODE'),
    zammadUrl: read('OFFHOOK_ZAMMAD_URL'),
    zammadToken: read('OFFHOOK_ZAMMAD_TOKEN'),
    zammadRulesToken: read('OFFHOOK_ZAMMAD_RULES_TOKEN'),
    zammadCtiUrl: read('OFFHOOK_ZAMMAD_CTI_URL'),
    retentionDays: read('OFFHOOK_RETENTION_DAYS'),
    dialUrl: read('OFFHOOK_DIAL_URL'),
    ctiToken: read('OFFHOOK_CTI_TOKEN'),
    connections: readConnections(env, problems),
  };
  return { values, problems };
}

/**
 * `OFFHOOK_PBX_FRONT_DESK=generic:SECRET` is the connection `front-desk`. What follows the dialect
 * is its secret, or what the dialect's shorthand reads.
 */
function readConnections(
  env: Record<string, string | undefined>,
  problems: ConfigProblem[],
): ConnectionConfig[] {
  const connections: ConnectionConfig[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith('OFFHOOK_PBX_') || !text) continue;
    const colon = text.indexOf(':');
    const dialect = colon < 0 ? text : text.slice(0, colon);
    const rest = colon < 0 ? '' : text.slice(colon + 1);
    const read = findDialect(dialect)?.shorthand?.(rest);
    if (typeof read === 'string') {
      problems.push({ path: name, message: read });
      continue;
    }
    const result = v.safeParse(
      v.object({ id: part.connectionId, dialect: part.dialect, secret: part.secret }),
      {
        id: name.slice('OFFHOOK_PBX_'.length).toLowerCase().replaceAll('_', '-'),
        dialect,
        // A connection that we make has no address for pushes; nobody can guess this one.
        secret: read ? (read.secret ?? randomBytes(24).toString('base64url')) : rest,
      },
    );
    const options = (read?.options ?? {}) as Record<string, unknown>;
    if (result.success) connections.push({ ...result.output, enabled: true, options });
    else {
      const what = result.issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`);
      problems.push({ path: name, message: `write generic:SECRET; ${what.join('; ')}` });
    }
  }
  return connections.sort((a, b) => (a.id < b.id ? -1 : 1));
}
