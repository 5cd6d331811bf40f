/** Puts environment, file and defaults together. The environment wins for what it names. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { directoryConfig } from './config-directory.ts';
import { bridgeProblems, NO_BRIDGE } from './config-bridge.ts';
import type { EnvironmentValues } from './config-env.ts';
import { type ConfigFile, plainMessage } from './config-file.ts';
import { NO_PHONEBOOK } from './config-phonebook.ts';
import { contactSyncProblems } from './config-contacts.ts';
import { privacyConfig } from './config-privacy.ts';
import { NO_SETTINGS } from './config-settings.ts';
import type { ConfigProblem, ConnectionConfig, RelayConfig } from './config.ts';
import { findDialect } from './pbx/registry.ts';

const MINUTE_MS = 60_000;

export function mergeConfig(
  env: EnvironmentValues,
  file: ConfigFile | undefined,
): { config: RelayConfig; problems: ConfigProblem[] } {
  const forwardUrl = env.zammadCtiUrl ?? file?.zammad?.forward?.url;
  const connections = mergeConnections(env, (file?.connections ?? []).map(withSecret));
  const config: RelayConfig = {
    host: env.host ?? '127.0.0.1',
    port: env.port ?? 4870,
    publicUrl: env.publicUrl,
    databaseUrl: env.databaseUrl ?? 'sqlite:./data/offhook.db',
    secretKey: env.secretKey,
    logLevel: env.logLevel ?? 'info',
    trustProxy: env.trustProxy ?? false,
    homeCountry: env.homeCountry ?? file?.homeCountry ?? 'DE',
    areaCode: env.areaCode ?? file?.areaCode,
    extensions: file?.extensions,
    zammad: {
      url: env.zammadUrl ?? file?.zammad?.url,
      token: env.zammadToken ?? file?.zammad?.token,
      rulesToken: env.zammadRulesToken ?? file?.zammad?.rulesToken,
      forward:
        forwardUrl === undefined
          ? undefined
          : {
              agentReference: false,
              ask: false,
              transfers: false,
              internal: false,
              ...file?.zammad?.forward,
              url: forwardUrl,
            },
    },
    connections,
    agents: file?.agents ?? [],
    queues: file?.queues ?? [],
    lines: file?.lines ?? [],
    blocked: file?.blocked ?? [],
    callerIds: file?.callerIds ?? { routes: [] },
    targets: file?.targets ?? { nobodyMapped: 'everyone' },
    dial:
      env.dialUrl === undefined
        ? file?.dial
        : { method: 'GET', headers: {}, ...file?.dial, url: env.dialUrl },
    sweep: {
      ringingMs: (file?.sweep?.ringingMinutes ?? 3) * MINUTE_MS,
      talkingMs: (file?.sweep?.talkingMinutes ?? 240) * MINUTE_MS,
    },
    directory: directoryConfig(file?.directory),
    bridge: file?.bridge ?? NO_BRIDGE,
    missed: file?.missed ?? { minRingMs: 0, days: 30 },
    phonebook: file?.phonebook ?? NO_PHONEBOOK,
    settings: file?.settings ?? NO_SETTINGS,
    journal: file?.journal ?? { maskNumbers: false },
    visibility: file?.visibility ?? 'team',
    privacy: privacyConfig(file?.privacy),
    retentionDays: env.retentionDays ?? file?.retentionDays ?? 365,
    contactSync: file?.contactSync ?? [],
  };
  const problems = [...connectionProblems(connections), ...optionProblems(connections)];
  problems.push(
    ...bridgeProblems(config.bridge, config.zammad.url, config.directory.phoneFields),
    ...contactSyncProblems(config.contactSync, config.zammad),
  );
  return { config, problems };
}

/** Nobody is told the secret of a connection that we make, so nobody can guess it. */
function withSecret(connection: NonNullable<ConfigFile['connections']>[number]): ConnectionConfig {
  const connects = findDialect(connection.dialect)?.connects === true;
  const made = connects ? randomBytes(24).toString('base64url') : '';
  return { ...connection, secret: connection.secret ?? made };
}

function mergeConnections(
  env: EnvironmentValues,
  fromFile: readonly ConnectionConfig[],
): ConnectionConfig[] {
  const named = new Set(env.connections.map((connection) => connection.id));
  const all = [
    ...fromFile.filter((connection) => !named.has(connection.id)),
    ...env.connections,
  ].map((connection) =>
    connection.id === 'main' && env.ctiToken !== undefined && !named.has('main')
      ? { ...connection, secret: env.ctiToken }
      : connection,
  );
  if (env.ctiToken !== undefined && !all.some((connection) => connection.id === 'main')) {
    all.unshift({
      id: 'main',
      dialect: 'generic',
      secret: env.ctiToken,
      enabled: true,
      options: {},
    });
  }
  return all;
}

/** Options are checked by their dialect, which knows what they mean. */
function optionProblems(connections: readonly ConnectionConfig[]): ConfigProblem[] {
  return connections.flatMap(({ id, dialect, options }) => {
    const definition = findDialect(dialect);
    if (!definition) return [];
    const result = v.safeParse(definition.options, options);
    if (result.success) return [];
    return result.issues.map((issue) => {
      const place = v.getDotPath(issue);
      const path = `connections.${id}.options${place ? `.${place}` : ''}`;
      return { path, message: plainMessage(issue) };
    });
  });
}

/** Ids name a connection, secrets choose it: both must be its own. */
function connectionProblems(connections: readonly ConnectionConfig[]): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const ids = new Set<string>();
  const secrets = new Map<string, string>();
  for (const { id, secret } of connections) {
    if (secret === '') problems.push({ path: `connections.${id}.secret`, message: 'is missing' });
    if (ids.has(id)) problems.push({ path: `connections.${id}`, message: 'exists twice' });
    ids.add(id);
    const other = secrets.get(secret);
    if (other !== undefined && other !== id) {
      problems.push({ path: `connections.${id}`, message: `has the same secret as ${other}` });
    }
    secrets.set(secret, id);
  }
  return problems;
}
