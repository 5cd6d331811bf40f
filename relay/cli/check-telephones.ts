/** Doctor: when each telephone system was heard, how its connection stands, what was refused. */
import type { ConnectionConfig, RelayConfig } from '../config.ts';
import { countRefusals, lastHeard } from '../journal/last-heard.ts';
import { findDialect } from '../pbx/registry.ts';
import type { Database } from '../store/database.ts';
import { agoWords } from './ago.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const HOUR_MS = 3_600_000;
const SILENT_MS = 7 * 24 * HOUR_MS;

/** @param links of the running relay, by connection; undefined: no relay is running here */
export async function checkTelephones(
  config: RelayConfig,
  db: Database,
  links: ReadonlyMap<string, boolean> | undefined,
  now: number,
): Promise<Finding[]> {
  const heard = await lastHeard(db);
  return config.connections.map((connection) => {
    const { id, enabled } = connection;
    if (!enabled) return warn(`Connection ${id}: switched off`, 'Set "enabled": true to use it.');
    const up = links?.get(id);
    if (up === false) {
      return fail(
        `Connection ${id}: down, the relay cannot reach the telephone system`,
        `The relay's log says why; see ${pageOf(connection)}.`,
      );
    }
    return silence(connection, heard.get(id), up === true, now);
  });
}

function silence(
  connection: ConnectionConfig,
  at: number | undefined,
  up: boolean,
  now: number,
): Finding {
  const begin = `Connection ${connection.id}:${up ? ' up,' : ''}`;
  if (at === undefined) {
    return warn(
      `${begin} nothing was ever received`,
      up
        ? `Ring once; if nothing comes, see ${pageOf(connection)}.`
        : `Enter the address that "offhook connections" prints in the telephone system, then ring once; see ${pageOf(connection)}.`,
    );
  }
  const when = `${agoWords(at, now)} (${new Date(at).toISOString()})`;
  return now - at > SILENT_MS
    ? warn(
        `${begin} silent, last event ${when}`,
        `Ring once; if nothing comes, check the address in the telephone system; see ${pageOf(connection)}.`,
      )
    : ok(`${begin} last event ${when}`);
}

/** Why pushes were turned away lately: what a telephone system shows nobody. */
export async function checkRefusals(db: Database, now: number): Promise<Finding[]> {
  const counts = await countRefusals(db, now - HOUR_MS);
  return counts.map(({ connection, status, reason, count, lastAt }) => {
    const who = connection === null ? 'a sender nobody knows' : `connection ${connection}`;
    const times = count === 1 ? 'once' : `${count} times`;
    return warn(
      `Refused in the last hour: ${who}, ${times}, ${status} ${reason} (last ${agoWords(lastAt, now)})`,
      remedy(connection, status),
    );
  });
}

function remedy(connection: string | null, status: number): string {
  if (connection === null) {
    return 'Compare the address in the telephone system with the one that "offhook connections" prints.';
  }
  if (status === 401) return 'Compare the signing secret or key on both sides.';
  if (status === 404) return 'Set "enabled": true for this connection, or take its address away.';
  return `Look at what came: offhook events --connection ${connection} --since 1h --raw`;
}

function pageOf({ dialect }: ConnectionConfig): string {
  return findDialect(dialect) ? `docs/telephony/${dialect}.md` : 'docs/telephony';
}
