/** The configured connections at work: their dialects, and the links of those that we connect. */
import type { MetadataJson } from 'libphonenumber-js/core';
import * as v from 'valibot';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Call, PbxEvent } from '../../lib/core/call.ts';
import { createPhone, type Phone } from '../../lib/core/phone.ts';
import type { Ledger } from '../calls/ledger.ts';
import type { RelayConfig } from '../config.ts';
import { createFindConnection } from '../connections.ts';
import type { Log } from '../telemetry/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { type Link, type LinkStatus, startLink } from './link.ts';
import { createMarkOurs } from './our-side.ts';
import { findDialect } from './registry.ts';
import type { LiveConnection } from './routes.ts';

export interface LiveConnections {
  all: readonly LiveConnection[];
  /** By its secret; every secret is compared, each in constant time. */
  find(secret: string): LiveConnection | undefined;
  /** Begins to connect to the telephone systems that want it. */
  start(): void;
  /** How the link of a connection stands; undefined for one that only takes pushes. */
  status(id: string): LinkStatus | undefined;
  /** Connected, and able to say which calls run: what it does not end goes on. */
  watched(id: string): boolean;
  stop(): Promise<void>;
}

export function createLiveConnections(deps: {
  config: RelayConfig;
  metadata: MetadataJson;
  ledger: Pick<Ledger, 'record'>;
  openCalls(source: string): Promise<Call[]>;
  publicUrl(): string;
  /** People behind a number; for dialects whose answer may name the caller. */
  lookup?(digits: string): Match[];
  log: Log;
  metrics: Metrics;
  clock: () => number;
}): LiveConnections {
  const { config, ledger, log, metrics, clock } = deps;
  const all: LiveConnection[] = config.connections.flatMap((connection) => {
    const definition = findDialect(connection.dialect);
    if (!definition) return [];
    const phone = phoneOf(config, connection.numbers, deps.metadata);
    const context = {
      connection,
      phone,
      markOurs: createMarkOurs(config, phone),
      publicUrl: deps.publicUrl,
      clock,
      openCalls: () => deps.openCalls(connection.id),
      lookup: deps.lookup,
    };
    const options = v.parse(definition.options, connection.options);
    return [
      { config: connection, definition, dialect: definition.create(context, options), phone },
    ];
  });
  const findConfig = createFindConnection(config.connections);
  const byId = new Map(all.map((live) => [live.config.id, live]));
  const links = new Map<string, Link>();

  async function record(events: readonly PbxEvent[], raw: string): Promise<void> {
    const recorded = await Promise.all(
      events.map((event) => ledger.record({ event, raw, wording: () => '' })),
    );
    for (const { event, ignored } of recorded) {
      const { source: connection, kind } = event;
      metrics.events.inc({ connection, kind, outcome: ignored ?? 'changed' });
    }
  }

  return {
    all,
    find(secret) {
      const found = findConfig(secret);
      return found && byId.get(found.id);
    },
    start() {
      for (const { config: connection, dialect } of all) {
        if (!connection.enabled || !dialect.session) continue;
        const source = connection.id;
        const link = startLink({
          source,
          session: dialect.session.bind(dialect),
          record,
          openCalls: () => deps.openCalls(source),
          log,
          clock,
          onStatus: ({ state }) =>
            metrics.linkUp.set({ connection: source }, state === 'up' ? 1 : 0),
        });
        links.set(source, link);
      }
    },
    status: (id) => links.get(id)?.status(),
    watched: (id) =>
      links.get(id)?.status().state === 'up' &&
      byId.get(id)?.definition.capabilities.snapshot === true,
    async stop() {
      await Promise.all([...links.values()].map((link) => link.stop()));
    },
  };
}

/** The home of the relay, unless this telephone system writes numbers in another way. */
function phoneOf(
  config: RelayConfig,
  numbers: RelayConfig['connections'][number]['numbers'],
  metadata: MetadataJson,
): Phone {
  const extensions = numbers?.extensions ?? config.extensions;
  return createPhone(metadata, {
    homeCountry: numbers?.homeCountry ?? config.homeCountry,
    areaCode: numbers?.areaCode ?? config.areaCode,
    extensions: extensions === undefined ? undefined : new RegExp(extensions),
    outsideLine: numbers?.outsideLine,
    heads: numbers?.heads,
  });
}
