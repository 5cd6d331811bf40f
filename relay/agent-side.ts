/**
 * The relay's side of the agents: pairing, stream, history, directory, dialling. Composition only;
 * `start-relay.ts` mounts it beside the telephone systems' side.
 */
import type { Server } from 'node:http';
import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import type { Phone } from '../lib/core/phone.ts';
import { createZammad } from '../lib/zammad/zammad.ts';
import packageJson from '../package.json' with { type: 'json' };
import { createAttempts } from './agents/attempts.ts';
import { createDevices } from './agents/devices.ts';
import type { Log } from './agents/log.ts';
import { createPairing, knownAgent } from './agents/pairing.ts';
import { createAgentRoutes } from './api/agent-routes.ts';
import { clientAddress } from './api/client-address.ts';
import { createHistory } from './api/history.ts';
import type { CallChanges } from './calls/changes.ts';
import type { CallWriter } from './calls/own-writes.ts';
import type { RelayConfig } from './config.ts';
import { createDialRequests } from './dial/dial-requests.ts';
import { createDialer } from './dial/dialer.ts';
import { createDirectory } from './directory/directory.ts';
import type { SYNC_TIMING } from './directory/sync.ts';
import { createAgentMetrics } from './hub/agent-metrics.ts';
import { createAudience } from './hub/audience.ts';
import { createCallViews } from './hub/call-views.ts';
import { type Clock, systemClock } from './hub/clock.ts';
import { createHub } from './hub/hub.ts';
import { readOpenCalls } from './hub/open-calls.ts';
import { createStream } from './hub/stream.ts';
import { createTeam } from './policy/team.ts';
import { createSearchIndex } from './search/search-index.ts';
import type { Tables } from './store/tables.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { createWorkspace } from './workspace/workspace.ts';

export interface AgentSide {
  /** `/v1/*` and `/connect`. */
  routes: Hono;
  /** Takes over WebSocket upgrades of this server. */
  attach(server: Server): void;
  /** Loads what is stored and begins to work; streams that come earlier wait for it. */
  start(signal: AbortSignal): void;
  /** Says bye to every stream and waits until they are closed. */
  close(reason: 'shutdown'): Promise<void>;
}

export interface AgentSideTuning {
  timers?: Clock;
  fetch?: typeof fetch;
  zammadTimeoutMs?: number;
  dialTimeoutMs?: number;
  sync?: Partial<typeof SYNC_TIMING>;
  maxQueuedFrames?: number;
  /** Calls that the history's index takes in at once while it catches up. */
  catchUpStep?: number;
}

/** Pages of 500 people take Zammad up to some seconds. */
const DIRECTORY_TIMEOUT_MS = 30_000;
const PAIRING_TIMEOUT_MS = 8_000;
/** So few streams may all leave at once. */
const SMALL_TEAM = 50;
const SHUTDOWN_JITTER_MS = 1_500;

export function createAgentSide(deps: {
  db: Kysely<Tables>;
  changes: CallChanges & CallWriter;
  config: RelayConfig;
  phone: Phone;
  log: Log;
  metrics: Pick<Metrics, 'registry'>;
  clock: () => number;
  /** Tests put in their own timers and limits. */
  tuning?: AgentSideTuning | undefined;
}): AgentSide {
  const { db, changes, config, phone, log, tuning = {} } = deps;
  const clock: Clock = tuning.timers ?? { ...systemClock, now: deps.clock };
  const fetchOwn = tuning.fetch ?? fetch;
  let settleReady: (loading: Promise<void>) => void;
  const ready = new Promise<void>((resolve) => (settleReady = resolve));
  ready.catch(() => {});
  const stop = new AbortController();

  const requests = createDialRequests({
    db,
    clock,
    log,
    callers: (call) =>
      team
        .rules()
        .addressing.callers(call)
        .map(({ agentId }) => agentId),
  });
  const team = createTeam({ db, config, phone, dialAgent: requests.agentOf });
  const { url, token } = config.zammad;
  const directory = createDirectory({
    db,
    phone,
    phoneFields: config.directory.phoneFields,
    clock,
    log,
    timing: tuning.sync,
    source:
      url !== undefined && token !== undefined
        ? createZammad({ url, token, fetch: fetchOwn, timeoutMs: DIRECTORY_TIMEOUT_MS })
        : undefined,
    async onPeople(users) {
      if (await devices.refresh(users.map(knownAgent))) await team.reload();
    },
  });
  const metrics = createAgentMetrics(deps.metrics.registry, {
    streams: () => hub.size,
    people: directory.size,
    sync: directory.progress,
    history: () => ({ calls: search.size(), catchingUp: search.caughtUp() !== undefined }),
  });
  /** What the directory says, as the team knows better. */
  const people = {
    lookup: (digits: string) => workspace.memory.applyTo(digits, directory.lookup(digits)),
    excluded: (digits: string) => workspace.memory.excludedOf(digits),
  };
  const views = createCallViews({
    team,
    directory: people,
    draftOf: (callId, agentId) => workspace.drafts.textOf(callId, agentId),
    onLookup: (seconds) => metrics.lookupSeconds.observe(seconds),
  });
  const audience = createAudience({ db, team, clock, log });
  const dialer = createDialer({
    dialing: config.dial,
    mapping: config.agents,
    team,
    phone,
    requests,
    fetch: fetchOwn,
    timeoutMs: tuning.dialTimeoutMs,
    onResult: (result) => metrics.dials.inc({ result }),
  });
  const hub = createHub({
    changes,
    audience,
    views,
    link: requests.link,
    clock,
    log,
    clientConfig: (agent) => ({
      homeCountry: config.homeCountry,
      ...(config.areaCode !== undefined && { areaCode: config.areaCode }),
      dial: dialer.available,
      settings: workspace.settingsFor(agent),
    }),
    onSlow: (member) => stream.slow(member),
  });
  const workspace = createWorkspace({
    db,
    changes,
    team,
    audience,
    config,
    phone,
    clock,
    log,
    link: requests.link,
    views: () => views,
    hub: () => hub,
    onNames: () => search.landed(),
  });
  const search = createSearchIndex({
    db,
    changes,
    team,
    phone,
    clock,
    log,
    visibility: config.visibility,
    lookup: people.lookup,
    link: requests.link,
    followed: audience.followed,
    dialled: requests.remembered,
    step: tuning.catchUpStep,
  });
  directory.onLanded(workspace.landed);
  directory.onLanded(search.landed);
  const devices = createDevices({ db, clock, onRevoked: (deviceId) => stream.revoke(deviceId) });
  const stream = createStream({
    hub,
    ready,
    devices,
    attempts: createAttempts({ clock }),
    clock,
    log,
    addressOf: (request) => clientAddress(request, config.trustProxy),
    maxQueuedFrames: tuning.maxQueuedFrames,
    stats: {
      sent: () => metrics.frames.inc(),
      ended: (reason) => metrics.ended.inc({ reason }),
      refused: (reason) => metrics.refused.inc({ reason }),
    },
  });

  const routes = createAgentRoutes({
    attempts: createAttempts({ clock }),
    devices,
    pairing: createPairing({
      zammadUrl: url,
      zammad: (own) =>
        createZammad({
          url: url ?? '',
          token: own,
          fetch: fetchOwn,
          timeoutMs: tuning.zammadTimeoutMs ?? PAIRING_TIMEOUT_MS,
        }),
      devices,
      onPaired: team.reload,
    }),
    relay: (agent) => ({
      version: packageJson.version,
      zammadUrl: url,
      forwards: config.zammad.forward !== undefined,
      directory: directory.size(),
      dial: dialer.available,
      homeCountry: config.homeCountry,
      areaCode: config.areaCode,
      opensInZammad: config.zammad.forward?.agentReference === true,
      phoneFields: config.directory.phoneFields,
      settings: workspace.settingsFor(agent),
    }),
    changes,
    history: createHistory({ db, team, audience, views, phone, search, link: requests.link }),
    views,
    team,
    directory: people,
    workspace,
    onNoted: search.noted,
    dialer,
    phone,
    link: requests.link,
    trustProxy: config.trustProxy,
    connectAddresses: (origin) => ({ relay: config.publicUrl ?? origin, zammad: url }),
    log,
  });

  async function load(): Promise<void> {
    await team.reload();
    await Promise.all([requests.load(), audience.load(), directory.load(), workspace.load()]);
    await hub.start(() => readOpenCalls(db));
    await workspace.start();
  }

  return {
    routes,
    attach: stream.attach,
    start(signal) {
      signal.addEventListener('abort', () => stop.abort());
      const loading = load();
      settleReady(loading);
      search.start(stop.signal, loading);
      loading.then(
        () => directory.run(stop.signal),
        (error: unknown) => log.error({ err: error }, 'agent side could not be loaded'),
      );
    },
    async close() {
      stop.abort();
      hub.stop();
      workspace.stop();
      await stream.close(hub.size > SMALL_TEAM ? SHUTDOWN_JITTER_MS : 0);
      await Promise.all([
        audience.settled(),
        requests.settled(),
        workspace.settled(),
        search.settled(),
      ]);
    },
  };
}
