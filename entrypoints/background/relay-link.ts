/** The live connection: opened when there is something to connect to, its calls put into cards. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { ConnectionView } from '../../lib/rpc/contract.ts';
import {
  createRelaySession,
  type Presence,
  type RelaySession,
  type SessionDeps,
  type SessionState,
} from '../../lib/relay-client/session.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { Accounts } from './accounts.ts';
import type { Cards } from './cards.ts';
import type { LinkReport } from './diagnostics.ts';

/** Calls fetched when the stream cannot tell: what runs, and some of the past for the popup. */
const FETCH_LIMIT = 30;
const FETCH_RETRY_MS = 10_000;
/** A call that ended longer ago is listed quietly, not put before the agent. */
const OLD_MS = 20_000;

export interface RelayLinkDeps extends Pick<
  SessionDeps,
  'openSocket' | 'keepAlive' | 'random' | 'setTimeout' | 'clearTimeout'
> {
  accounts: Accounts;
  cards: Cards;
  presence(): Presence;
  /** What the relay presets for this agent; unchecked. */
  onPolicy(settings: unknown): void;
  /** The missed board is not what it was. */
  onBoard(): void;
  now(): number;
  onState(): void;
  /** Zammad may be well again, too. */
  onLive(): void;
  onError(error: unknown): void;
}

export type RelayLink = ReturnType<typeof createRelayLink>;

export function createRelayLink(deps: RelayLinkDeps) {
  const { accounts, cards } = deps;
  let session: RelaySession | undefined;
  let target = '';
  let fetching = false;
  let head: string | undefined;
  /** For the diagnostics. */
  const report: LinkReport = { connected: 0, since: deps.now() };

  /** The relay's clock, as far as it told; the two may differ by minutes. */
  const relayNow = () => deps.now() + (report.aheadMs ?? 0);

  /** Replayed after sleep or a cut: the call was over before we heard of its end. */
  const isOld = ({ state, endedAt, startedAt }: AgentCall) =>
    state === 'ended' && relayNow() - (endedAt ?? startedAt) > OLD_MS;

  function receive(call: AgentCall, about: { cursor: string; lead: boolean }): void {
    report.lastCallAt = deps.now();
    cards.receive(call, { ...about, quietly: isOld(call) });
  }

  /** What runs now becomes cards; what is over is only listed. */
  async function fetchCalls(): Promise<void> {
    const relay = accounts.relay();
    if (!relay || fetching) return;
    fetching = true;
    try {
      const { items } = await relay.calls({ limit: FETCH_LIMIT });
      for (const call of items)
        cards.receive(call, { lead: false, quietly: call.state === 'ended' });
      cards.fetched();
    } catch (error) {
      if (!(error instanceof RelayError)) deps.onError(error);
      deps.setTimeout(() => cards.mustFetch() && void fetchCalls(), FETCH_RETRY_MS);
    } finally {
      fetching = false;
    }
  }

  async function learnFacts(): Promise<void> {
    try {
      const me = await accounts.relay()?.me();
      if (!me) return;
      const { forwards, dial, homeCountry, areaCode, opensInZammad, learns, phoneFields } =
        me.relay;
      deps.onPolicy(me.relay.settings);
      const facts = {
        forwards,
        dial,
        homeCountry,
        ...(areaCode === undefined ? {} : { areaCode }),
        ...(opensInZammad === undefined ? {} : { opensInZammad }),
        ...(learns === undefined ? {} : { learns }),
        ...(phoneFields === undefined ? {} : { phoneFields }),
      };
      const known = accounts.connection().relay?.facts;
      if (JSON.stringify(known) === JSON.stringify(facts)) return;
      await accounts.update((now) =>
        now.relay ? { ...now, relay: { ...now.relay, facts } } : now,
      );
    } catch (error) {
      if (!(error instanceof RelayError)) deps.onError(error);
    }
  }

  function presence(): void {
    session?.presence(deps.presence());
  }

  /** Opens, re-opens for another relay or token, or closes. Does nothing when all is as it should be. */
  function ensure(): void {
    const { relay } = accounts.connection();
    const wanted = relay?.deviceToken === undefined ? '' : `${relay.url} ${relay.deviceToken}`;
    // A refusal stands until the agent connects anew.
    if (wanted === target)
      return session?.state().name === 'refused' ? undefined : session?.start();
    target = wanted;
    session?.stop();
    session = undefined;
    if (!relay || relay.deviceToken === undefined) return deps.onState();
    session = createRelaySession({
      ...deps,
      url: relay.url,
      token: relay.deviceToken,
      cursor: () => cards.cursor(),
      onState: () => deps.onState(),
      onCall: receive,
      onConfig(config) {
        if ('settings' in config) deps.onPolicy(config['settings']);
      },
      onBoard: () => deps.onBoard(),
      onCursor: (cursor) => cards.position(cursor, cards.mustFetch()),
      onGap() {
        if (head !== undefined) cards.position(head, true);
        void fetchCalls();
      },
      onWelcome({ cursor, fresh, serverAt }) {
        report.connected++;
        report.aheadMs = serverAt - deps.now();
        head = cursor;
        if (fresh) cards.position(cursor, true);
        if (cards.mustFetch()) void fetchCalls();
        void learnFacts();
        deps.onLive();
      },
    });
    presence();
    session.start();
  }

  return {
    ensure,
    /** Network or browser came back. */
    hint(): void {
      ensure();
      session?.hint();
    },
    presence,
    /** Forgets the refusal of a relay after pairing anew. */
    restart(): void {
      target = '';
      session?.stop();
      session = undefined;
      ensure();
    },
    stop(): void {
      target = '';
      session?.stop();
      session = undefined;
    },
    relayNow,
    state: (): SessionState | undefined => session?.state(),
    report: (): LinkReport => ({ ...report }),
    /** In the words of the contract. */
    view(): Pick<ConnectionView, 'relay' | 'reason'> {
      const state = session?.state();
      if (!state) return { relay: 'unpaired' };
      if (state.name === 'live' || state.name === 'connecting') return { relay: state.name };
      return { relay: state.name, reason: `relay/${state.reason}` };
    },
  };
}
