/**
 * `offhook connections`: where telephone systems must send their events (secrets included: this is
 * where they are looked up), what each can do, and how it stands.
 */
import { loadConfig } from '../config-load.ts';
import type { RelayConfig } from '../config.ts';
import { ensureConnection, markSeen } from '../connections.ts';
import { lastHeard, lastRefusals } from '../journal/last-heard.ts';
import { capabilitiesOf } from '../pbx/capabilities.ts';
import type { LiveConnection } from '../pbx/routes.ts';
import { openDatabase } from '../store/database.ts';
import { createSecretBox } from '../store/secret-box.ts';
import { agoWords } from './ago.ts';
import { readArguments } from './arguments.ts';
import { capabilityWords } from './capability-words.ts';
import { createDryConnections } from './dry-connections.ts';
import { readLinkStates } from './link-states.ts';
import { localUrl } from './local-url.ts';
import { printable } from './printable.ts';
import { runCommand } from './problems.ts';
import { createPaint } from './terminal.ts';

const HELP = `offhook connections

Prints each connection: the address the telephone system must send its events to (with its secret),
what the system can and cannot do, when it was heard last, its last refusal, and the state of the
connection when the relay makes it.`;

export function connections(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('connections', async () => {
    const { values } = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const loaded = loadConfig(env);
    const database = await openDatabase(loaded.databaseUrl);
    try {
      const box = createSecretBox(loaded.secretKey, database.folder);
      const { config, unseen } = await ensureConnection(loaded, database.db, box);
      if (unseen) await markSeen(database.db);
      const heard = await lastHeard(database.db);
      const refusals = await lastRefusals(database.db);
      const links = await readLinkStates(config);
      const paint = createPaint(env);
      const now = Date.now();
      const blocks = createDryConnections(config).map((live) => {
        const { id, enabled } = live.config;
        const { can, cannot } = capabilityWords(
          capabilitiesOf(live.definition, live.config.options),
        );
        const at = heard.get(id);
        const refusal = refusals.get(id);
        const rows: [string, string][] = [
          ...addressRows(live, config),
          ['can', can],
          ['cannot', cannot],
          ['heard', at === undefined ? 'never' : agoWords(at, now)],
        ];
        if (refusal) {
          const { status, reason } = refusal;
          rows.push(['refused', `${status} ${printable(reason)}, ${agoWords(refusal.at, now)}`]);
        }
        if (live.dialect.session) rows.push(['link', linkWords(links, id, enabled)]);
        const head = `${paint('bold', id)}  ${live.definition.name}${enabled ? '' : ' (switched off)'}`;
        return [
          head,
          ...rows.map(([label, text]) => `  ${paint('dim', label.padEnd(8))} ${text}`),
        ].join('\n');
      });
      console.log(blocks.join('\n\n'));
      const stranger = refusals.get(null);
      if (stranger) {
        console.log(
          `\nLast sender with a wrong address: ${stranger.status} ${printable(stranger.reason)}, ${agoWords(stranger.at, now)}.`,
        );
      }
    } finally {
      await database.close();
    }
    return 0;
  });
}

/** Some dialects have addresses that look like Zammad's. */
function addressRows(
  { config: connection, definition, dialect }: LiveConnection,
  config: RelayConfig,
): [string, string][] {
  if (!dialect.receive) return [['address', 'none: the relay connects to it']];
  const base = config.publicUrl ?? localUrl(config);
  const { id, secret } = connection;
  const paths = definition.paths ?? [`/pbx/${id}/:token`];
  return paths.map((path) => ['address', base + path.replace(':token', secret)]);
}

function linkWords(links: Map<string, boolean> | undefined, id: string, enabled: boolean): string {
  if (!enabled) return 'switched off';
  if (!links) return 'not known: no relay is running here';
  const up = links.get(id);
  if (up === undefined) return 'not known: the running relay has no such connection';
  return up ? 'up' : 'down; the log of the relay says why';
}
