/**
 * The relay's side of the agents: pairing, stream, history, directory, dialling. Composition only;
 * `start-relay.ts` mounts it beside the telephone systems' side.
 */
import type { Server } from 'node:http';
import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { customersOnly } from '../lib/core/match/customers-only.ts';
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
import { createBridge } from './bridge/bridge.ts';
import type { CallChanges } from './calls/changes.ts';
import type { CallWriter } from './calls/own-writes.ts';
import type { RelayConfig } from './config.ts';
import { createDialRequests } from './dial/dial-requests.ts';
import { createDialer } from './dial/dialer.ts';
import { createDirectory } from './directory/directory.ts';
import { createLearned } from './directory/learned.ts';
import { directoryService } from './directory/sync-service.ts';
import type { PhonePeople } from './directory/phonebook/phone-side.ts';
import type { SYNC_TIMING } from './directory/sync.ts';
import { createAgentMetrics } from './hub/agent-metrics.ts';
import { createAudience } from './hub/audience.ts';
import { createCallViews } from './hub/call-views.ts';
import { type Clock, systemClock } from './hub/clock.ts';
import { createHub } from './hub/hub.ts';
import { readOpenCalls } from './hub/open-calls.ts';
import { createStream } from './hub/stream.ts';
import { createTeam } from './policy/team.ts';
import { createPrivacyBasis } from './privacy/privacy-basis.ts';
import { createPrivacySide } from './privacy/privacy-side.ts';
import { createSearchIndex } from './search/search-index.ts';
import type { Tables } from './store/tables.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { createWorkspace } from './workspace/workspace.ts';

export interface AgentSide {
  /** The directory as telephones may see it. */
  people: PhonePeople;
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
  const { url } = config.zammad;
  const privacyBasis = createPrivacyBasis({ db, config, clock, log });
  const { admission, lookups } = privacyBasis;
  const directory = createDirectory({
    db,
    admission,
    phone,
    clock,
    log,
    timing: tuning.sync,
    service: directoryService(config, fetchOwn),
    async onPeople(users) {
      if (await devices.refresh(users.map(knownAgent))) await team.reload();
    },
  });
  const landed = (digits: ReadonlySet<string>) => {
    workspace.landed(digits);
    search.landed();
  };
  directory.onLanded(landed);
  const learned = createLearned({
    db,
    clock,
    enabled: config.directory.learn,
    complete: () => (directory.progress()?.completedAt ?? 0) > 0,
    excluded: (person) => !admission.shown(person),
    onChange: (digits) => landed(new Set([digits])),
  });
  const metrics = createAgentMetrics(deps.metrics.registry, {
    learned: learned.size,
    streams: () => hub.size,
    people: directory.size,
    sync: directory.progress,
    history: () => ({ calls: search.size(), catchingUp: search.caughtUp() !== undefined }),
  });
  /** What the directory says, as the team knows better. */
  const people = {
    lookup: (digits: string) => {
      const isColleague = (id: number) => team.rules().roster.byId(id) !== undefined;
      const known = customersOnly(learned.applyTo(digits, directory.lookup(digits)), isColleague);
      return workspace.memory.applyTo(digits, known).filter(admission.shown);
    },
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

  const history = createHistory({ db, team, audience, views, phone, search, link: requests.link });
  const privacy = createPrivacySide({
    ...deps,
    basis: privacyBasis,
    writer: changes,
    held: { memory: workspace.memory, drafts: workspace.drafts, directory, learned, search },
    link: requests.link,
    maySee: history.maySee,
    clock,
  });
  const routes = createAgentRoutes({
    privacy: privacy.routes,
    lookups,
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
      learns: config.directory.learn && config.zammad.token === undefined,
      phoneFields: config.directory.phoneFields,
      settings: workspace.settingsFor(agent),
    }),
    changes,
    history,
    views,
    team,
    directory: people,
    workspace,
    onNoted: search.noted,
    learned,
    clock,
    dialer,
    phone,
    link: requests.link,
    trustProxy: config.trustProxy,
    connectAddresses: (origin) => ({ relay: config.publicUrl ?? origin, zammad: url }),
    log,
  });

  const bridge = createBridge({ ...deps, clock, lookup: people.lookup, fetch: fetchOwn });
  if (bridge) routes.route('/bridge', bridge);

  async function load(): Promise<void> {
    await team.reload();
    await Promise.all([
      requests.load(),
      audience.load(),
      directory.load(),
      privacyBasis.leftOut.load(),
      learned.load(),
      workspace.load(),
    ]);
    await hub.start(() => readOpenCalls(db));
    await workspace.start();
  }

  return {
    people: {
      lookup: people.lookup,
      onAsked: (connection, digits) => lookups.later(`phone:${connection}`, 'name', digits),
      all: directory.people,
      get: directory.person,
      size: directory.size,
      onChanged: directory.onLanded,
    },
    routes,
    attach: stream.attach,
    start(signal) {
      signal.addEventListener('abort', () => stop.abort());
      const loading = load();
      settleReady(loading);
      search.start(stop.signal, loading);
      loading.then(
        () => {
          learned.start(stop.signal);
          privacy.start();
          return directory.run(stop.signal);
        },
        (error: unknown) => log.error({ err: error }, 'agent side could not be loaded'),
      );
    },
    async close() {
      stop.abort();
      hub.stop();
      workspace.stop();
      privacy.stop();
      await stream.close(hub.size > SMALL_TEAM ? SHUTDOWN_JITTER_MS : 0);
      await Promise.all([
        audience.settled(),
        requests.settled(),
        workspace.settled(),
        search.settled(),
        privacy.settled(),
      ]);
    },
  };
}
