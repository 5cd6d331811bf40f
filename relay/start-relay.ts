/** Starts a whole relay in this process and answers how to reach and stop it. */
import type { Server } from 'node:http';
import metadata from 'libphonenumber-js/max/metadata';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { createPhone, type Phone } from '../lib/core/phone.ts';
import { createApp } from './app.ts';
import type { CallChanges } from './calls/changes.ts';
import type { CallWriter } from './calls/own-writes.ts';
import { createLedger } from './calls/ledger.ts';
import { readOpenCalls } from './calls/snapshots.ts';
import { startSweeping } from './calls/sweep-loop.ts';
import { createSweeper } from './calls/sweeper.ts';
import type { RelayConfig } from './config.ts';
import { ensureConnection, markSeen } from './connections.ts';
import { createContactSync } from './contact-sync/contact-sync.ts';
import { createPhoneSide, type PhonePeople } from './directory/phonebook/phone-side.ts';
import { createAskZammad } from './forward/ask.ts';
import { createForwarder } from './forward/forwarder.ts';
import { createForwardOutbox } from './forward/outbox.ts';
import { systemClock } from './hub/clock.ts';
import { listen } from './listen.ts';
import { createMask } from './journal/mask.ts';
import { createRefusals } from './journal/refusals.ts';
import { calledAddress } from './pbx/called-address.ts';
import { createLiveConnections } from './pbx/live-connections.ts';
import { DIALECTS } from './pbx/registry.ts';
import { createPbxRoutes } from './pbx/routes.ts';
import { createCanReject } from './policy/can-reject.ts';
import { createDecide } from './policy/verdict.ts';
import { createZammadRulesReader } from './policy/zammad-rules-reader.ts';
import { type Database, openDatabase } from './store/database.ts';
import { createSecretBox } from './store/secret-box.ts';
import { createLog, type Log } from './telemetry/log.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';

export interface Relay {
  /** Address it listens on, without trailing slash. */
  url: string;
  /** With all connections, the made-up first one too. */
  config: RelayConfig;
  /** The first connection's secret was made up and nobody has seen it yet: print it. */
  firstSecret: boolean;
  /** Stops intake, finishes what was taken in, says bye to sockets, closes the database. */
  close(): Promise<void>;
}

/** What the relay needs of its agent side. */
export type CreateAgentSide = (deps: {
  db: Database;
  changes: CallChanges & CallWriter;
  config: RelayConfig;
  phone: Phone;
  log: Log;
  metrics: Metrics;
  clock: () => number;
}) => {
  routes: Hono;
  /** The directory as telephones may see it. */
  people: PhonePeople;
  /** Takes the WebSocket upgrades of `/v1/stream`. */
  attach(server: Server): void;
  start(signal: AbortSignal): void;
  close(reason: 'shutdown'): Promise<void>;
};

const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the 60 s of usual proxies, so that none re-uses a connection while it is closed. */
const KEEP_ALIVE_MS = 75_000;

/**
 * @throws StartError, DatabaseError in words for the admin
 */
export async function startRelay(options: {
  config: RelayConfig;
  /** Who talks to browsers (`agent-side.ts`); without it the relay only listens and forwards. */
  createAgentSide?: CreateAgentSide | undefined;
  log?: Log;
  clock?: () => number;
}): Promise<Relay> {
  const clock = options.clock ?? Date.now;
  const log = options.log ?? createLog(options.config.logLevel);
  const database = await openDatabase(options.config.databaseUrl);
  const { db } = database;
  const box = createSecretBox(options.config.secretKey, database.folder);
  const { config, unseen } = await ensureConnection(options.config, db, box);
  const metrics = createMetrics();
  const phone = createPhone(metadata, {
    homeCountry: config.homeCountry,
    areaCode: config.areaCode,
    extensions: config.extensions === undefined ? undefined : new RegExp(config.extensions),
  });

  const { forward, url: zammadUrl, rulesToken } = config.zammad;
  const zammadRules =
    zammadUrl !== undefined && rulesToken !== undefined
      ? createZammadRulesReader({
          db,
          zammad: { url: zammadUrl, token: rulesToken },
          log,
          metrics,
          clock: { ...systemClock, now: clock },
        })
      : undefined;
  await zammadRules?.load();
  const forwarder = forward && createForwarder({ db, url: forward.url, log, metrics, clock });
  const mask = createMask(config);
  const ledger = await createLedger({
    db,
    mask,
    clock,
    decide: createDecide(config, phone, zammadRules?.rules, createCanReject(config.connections)),
    outbox: forward && createForwardOutbox({ forward, agents: config.agents, phone, clock }),
    onListenerError: (error) => log.error({ err: error }, 'a follower of calls failed'),
  });
  if (forwarder) ledger.subscribe(() => forwarder.wake());
  const sweeper = createSweeper({
    db,
    ledger,
    limits: config.sweep,
    watched: (source) => connections.watched(source),
    retentionDays: config.retentionDays,
    clock,
  });
  const refusals = createRefusals({ db, log, mask });
  let address = '';
  const publicUrl = () => config.publicUrl ?? address;
  const connections = createLiveConnections({
    config,
    metadata,
    ledger,
    openCalls: (source) => readOpenCalls(db, source),
    lookup: (digits) => agentSide?.people.lookup(digits) ?? [],
    publicUrl,
    log,
    metrics,
    clock,
  });
  const agentSide = options.createAgentSide?.({
    db,
    changes: ledger,
    config,
    phone,
    log,
    metrics,
    clock,
  });

  const reachedAt = (header: (name: string) => string | undefined) =>
    config.publicUrl ?? calledAddress(header) ?? address;
  const contacts = createContactSync({
    db,
    config,
    phone,
    log,
    metrics,
    clock: { ...systemClock, now: clock },
  });

  const stop = new AbortController();
  let serving = true;
  const app = createApp({
    pbxRoutes: createPbxRoutes({
      dialects: DIALECTS,
      findConnection: connections.find,
      ledger,
      refusals,
      askZammad:
        forwarder && forward?.ask
          ? createAskZammad({ db, forwarder, ledger, mask, log, clock })
          : undefined,
      publicUrl: reachedAt,
      log,
      metrics,
      clock,
    }),
    agentRoutes: agentSide?.routes,
    phoneRoutes: agentSide
      ? createPhoneSide({
          people: agentSide.people,
          config,
          findConnection: connections.find,
          phone,
          publicUrl: reachedAt,
          log,
        })
      : undefined,
    db,
    log,
    metrics,
    clock,
    serving: () => serving,
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  // Who sends slowly must not hold a connection for long; who waits between calls may.
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  agentSide?.attach(server);
  let port: number;
  try {
    port = await listen(server, config.port, config.host);
  } catch (error) {
    await agentSide?.close('shutdown');
    await database.close();
    throw error;
  }
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  address = `http://${host}:${port}`;
  if (unseen) await markSeen(db);
  agentSide?.start(stop.signal);
  forwarder?.start();
  zammadRules?.start();
  contacts?.start();
  connections.start();
  const stopSweeping = startSweeping({ sweeper, log, metrics });

  return {
    url: address,
    config,
    firstSecret: unseen,
    async close() {
      if (!serving) return;
      serving = false;
      // Intake first: requests under way are finished, new ones refused.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await connections.stop();
      await stopSweeping();
      await ledger.drain();
      await agentSide?.close('shutdown');
      stop.abort();
      await forwarder?.stop();
      await zammadRules?.stop();
      await contacts?.stop();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
      await closed;
      await refusals.drain();
      await ledger.drain();
      await database.close();
    },
  };
}
