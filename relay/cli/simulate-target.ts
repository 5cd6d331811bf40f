/** Where `offhook simulate` sends its events: as told, else a connection of the relay configured here. */
import { loadConfig } from '../config-load.ts';
import type { ConnectionConfig } from '../config.ts';
import { findDialect } from '../pbx/registry.ts';
import { UsageError } from './arguments.ts';
import { completeConnections } from './complete-connections.ts';
import { createDryConnections } from './dry-connections.ts';
import { findEncoder } from './encode/encoders.ts';
import { localUrl } from './local-url.ts';
import { CommandError } from './problems.ts';

export interface Target {
  dialect: string;
  connection: string;
  /** Address of the connection, secret included; what follows is `rest`. */
  address: string;
  /** The same as the relay believes it is called: signatures are made over it. */
  signedAddress: string;
  /** Address of the relay, for messages. */
  url: string;
  options: Record<string, unknown>;
}

interface Wishes {
  url?: string | undefined;
  token?: string | undefined;
  dialect?: string | undefined;
  connection?: string | undefined;
}

/** @throws CommandError, UsageError in words for the admin */
export async function findTarget(wishes: Wishes, env: NodeJS.ProcessEnv): Promise<Target> {
  const { dialect } = wishes;
  if (dialect !== undefined && !findDialect(dialect)) {
    throw new UsageError(`There is no dialect "${dialect}". "offhook dialects" lists them.`);
  }
  const given = wishes.url === undefined ? undefined : relayAddress(wishes.url);
  if (given !== undefined && wishes.token !== undefined) return elsewhere(given, wishes);
  const config = await completeConnections(loadConfig(env));
  const url = given ?? localUrl(config);
  const token = wishes.token;
  if (token !== undefined && wishes.connection === undefined && dialect === undefined) {
    return elsewhere(url, wishes);
  }
  const found = choose(config.connections, wishes);
  const live = createDryConnections(config).find((one) => one.config.id === found.id);
  if (!live?.dialect.receive) {
    throw new CommandError(
      `The relay connects to ${found.id} (${found.dialect}) by itself and takes no pushes for it. Look at a recording of it with: offhook explain <file> --connection ${found.id}`,
    );
  }
  const path = `/pbx/${found.id}/${encodeURIComponent(token ?? found.secret)}`;
  return {
    dialect: found.dialect,
    connection: found.id,
    address: url + path,
    signedAddress: (config.publicUrl ?? url) + path,
    url,
    options: found.options,
  };
}

/** A relay of which nothing is configured here. */
function elsewhere(url: string, { token = '', dialect = 'generic', connection }: Wishes): Target {
  if (connection === undefined && dialect !== 'generic') {
    throw new UsageError('With --token also say --connection: its id is a part of the address.');
  }
  const secret = encodeURIComponent(token);
  const path = connection === undefined ? `/api/v1/cti/${secret}` : `/pbx/${connection}/${secret}`;
  return {
    dialect,
    connection: connection ?? 'main',
    address: url + path,
    signedAddress: url + path,
    url,
    options: {},
  };
}

function choose(
  connections: readonly ConnectionConfig[],
  { connection, dialect }: Wishes,
): ConnectionConfig {
  if (connection !== undefined) {
    const found = connections.find(({ id }) => id === connection);
    const known = connections.map(({ id }) => id).join(', ') || 'none';
    if (!found) throw new UsageError(`There is no connection "${connection}". Known: ${known}.`);
    if (dialect !== undefined && found.dialect !== dialect) {
      throw new UsageError(`The connection ${connection} speaks ${found.dialect}, not ${dialect}.`);
    }
    return found;
  }
  const usable = connections.filter(({ enabled }) => enabled);
  const found =
    dialect === undefined
      ? (usable.find((one) => one.dialect === 'generic') ??
        usable.find((one) => findEncoder(one.dialect)))
      : usable.find((one) => one.dialect === dialect);
  if (found) return found;
  throw new CommandError(
    dialect === undefined
      ? 'No connection that takes pushes is switched on. "offhook connections" lists them.'
      : `No connection that is switched on speaks ${dialect}. Add one, for example OFFHOOK_PBX_TEST=${dialect}:SECRET, and start the relay again; see docs/telephony/${dialect}.md.`,
  );
}

function relayAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text.replace(/\/+$/, '');
  throw new UsageError('--url must be the address of a relay, like http://127.0.0.1:4870.');
}
