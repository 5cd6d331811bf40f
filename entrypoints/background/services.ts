/** Puts the parts of the background together. Nothing is started here, and nothing kept outside. */
import metadata from 'libphonenumber-js/min/metadata';
import type { WxtBrowser } from 'wxt/browser';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { KeyValue } from '../../lib/storage/stored.ts';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { readPolicy, settingsChangeSchema } from '../../lib/protocol/settings-schema.ts';
import { createItems } from '../../lib/storage/items.ts';
import { roleOf, type Sender } from '../../lib/rpc/role.ts';
import { createAccounts } from './accounts.ts';
import { createBadge } from './badge.ts';
import { createCallsDesk } from './calls-desk.ts';
import { isRunning } from './card-life.ts';
import { createCallerZone } from './caller-zone.ts';
import { createCardExtras } from './card-extras.ts';
import { peopleOfCall } from './card-make.ts';
import { createCards } from './cards.ts';
import { createConnect } from './connect.ts';
import { createContentScripts } from './content-scripts.ts';
import { createDiagnostics } from './diagnostics.ts';
import { keptCounts, serverFacts } from './diagnostics-sources.ts';
import { createDial } from './dial.ts';
import { createEnrich, justAnswered, needsLook } from './enrich.ts';
import { createManagedPolicy } from './managed-policy.ts';
import { createNotesDesk, type NotesDesk } from './notes-desk.ts';
import { managedApi, mayNotify, ownAddress, pageApi, scriptingApi } from './platform.ts';
import { createNumberMemory } from './number-memory.ts';
import { createPeopleDesk } from './people-desk.ts';
import { createPreferences } from './preferences.ts';
import { createPrivacy } from './privacy.ts';
import { createPrivacyKept } from './privacy-kept.ts';
import { createRelayLink, type RelayLink } from './relay-link.ts';
import { createReportFound } from './report-found.ts';
import { createShortCache } from './short-cache.ts';
import { createWorkspace } from './workspace.ts';

/** A caller who calls again within this time is not looked up again. */
const CACHE_MS = 30_000;
/** By then the page has painted the card of a new call. */
const PAINT_MS = 40;

export interface ServicesDeps {
  browser: WxtBrowser;
  storage: KeyValue;
  firefox: boolean;
  /** Problems of our own making, for the developer; never personal data. */
  log: (message: string, error?: unknown) => void;
}

export type Services = ReturnType<typeof createServices>;

export function createServices({ browser, storage, firefox, log }: ServicesDeps) {
  const time = {
    now: () => Date.now(),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (timer: unknown) => clearTimeout(timer as number | undefined),
  };
  const newId = () => crypto.randomUUID();
  const onError = (error: unknown) => log('unexpected', error);
  const onDamaged = (key: string, problem: string) =>
    log(`stored ${key} was ${problem}; put aside`);
  const items = createItems(
    { storage, now: time.now, onDamaged },
    {
      call: agentCallSchema,
      settings: settingsChangeSchema,
    },
  );
  const page = pageApi(browser);
  const allowed = (pattern: string) => browser.permissions.contains({ origins: [pattern] });

  const preferences = createPreferences({
    ...items,
    readPolicy,
    browserLanguage: () => browser.i18n.getUILanguage(),
  });
  const managed = createManagedPolicy({
    ...managedApi(browser),
    readPolicy,
    onPolicy: (policy) => preferences.browserPolicy(policy),
  });
  const accounts = createAccounts({ connection: items.connection, metadata });
  const settings = () => preferences.settings();
  const locale = () => preferences.locale();
  const noteOf = (callId: string) => notesDesk.notes.noteOf(callId);
  const memory = createNumberMemory({ now: time.now, item: items.numberMemory, accounts, onError });
  const peopleOf = (call: AgentCall) => memory.applyTo(call, peopleOfCall(call));
  const cards = createCards({ live: items.live, now: time.now, noteOf, peopleOf });

  const notesDesk: NotesDesk = createNotesDesk({
    ...time,
    items,
    cards,
    accounts,
    settings,
    locale,
    newId,
    onError,
    random: () => Math.random(),
    onGroup: (groupId) => void preferences.learn({ groupId }),
    onHistory: () => ports.board(),
  });
  const phone = () => accounts.phone();
  const kept = createPrivacyKept({ cards, notesDesk, memory, phone });
  const privacy = createPrivacy({ accounts, kept, now: time.now });
  const cache = createShortCache(CACHE_MS, time.now);
  const callerZone = createCallerZone({
    metadata,
    now: time.now,
    ownOffset: () => -new Date().getTimezoneOffset(),
  });
  const extras = createCardExtras({ ...time, cards, accounts, cache, callerZone });
  const onFound = createReportFound({ ...time, accounts, onError });
  const enrich = createEnrich({
    ...time,
    cards,
    accounts,
    cache,
    extras,
    memory,
    onFound,
    onError,
  });
  const people = createPeopleDesk({ cards, accounts, enrich, memory, now: time.now });
  const onCount = () => showBadge();
  const desk = createCallsDesk({ ...time, cards, accounts, enrich, onError, onCount });

  async function role(sender: Sender) {
    await ready;
    const { id } = browser.runtime;
    const extensionOrigin = ownAddress(browser, '/').replace(/\/$/, '');
    return roleOf(sender, {
      extensionId: id,
      extensionOrigin,
      zammadOrigin: accounts.zammadOrigin(),
    });
  }
  const workspace = createWorkspace({
    ...time,
    browser,
    firefox,
    page,
    accounts,
    cards,
    preferences,
    away: items.away,
    link: (): RelayLink => link,
    roleOf: role,
    newId,
    onError,
  });
  const { away, notices, notifications, openCall, ports } = workspace;
  const badge = createBadge(browser.action);
  const link = createRelayLink({
    ...time,
    accounts,
    cards,
    presence: () => workspace.presence.facts(),
    onPolicy: (policy) => void preferences.relayPolicy(policy).catch(onError),
    onBoard() {
      ports.board();
      desk.missedCount.refresh();
    },
    onError,
    openSocket: (url) => new WebSocket(url) as never,
    keepAlive: () => void browser.runtime.getPlatformInfo(),
    random: () => Math.random(),
    onState: () => showBadge(),
    onLive() {
      void notesDesk.connected();
      void memory.tell();
      desk.missedCount.refresh();
      workspace.onLive();
    },
  });
  const contentScripts = createContentScripts({ scripting: scriptingApi(browser), page, allowed });
  const dial = createDial({ accounts, settings });
  const connect = createConnect({
    accounts,
    createdToken: items.createdToken,
    page,
    preferences,
    link,
    allowed,
    fetch: (url, init) => fetch(url, init),
    deviceName: () => (firefox ? 'Firefox' : 'Chromium'),
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
    preset: () => managed.policy(),
    fixed: () => managed.fixed(),
    async onConnected(anew) {
      enrich.forget();
      if (anew) {
        await cards.clear();
        ports.closeAll();
      }
      await contentScripts.ensure(accounts.zammadOrigin());
      enrich.lookAgain();
      notesDesk.forget();
      void notesDesk.retry();
    },
  });

  const openerView = () => workspace.opener.view();
  const diagnostics = createDiagnostics({
    now: time.now,
    zoneOffset: () => new Date().getTimezoneOffset(),
    userAgent: navigator.userAgent,
    version: () => browser.runtime.getManifest().version,
    checks: () => connect.check(),
    connection() {
      const { zammad, relay } = accounts.connection();
      return { zammadUrl: zammad?.url, relayUrl: relay?.url };
    },
    link: () => link.view(),
    report: () => link.report(),
    ...serverFacts(accounts),
    flavour: () => preferences.habits().flavour,
    mayNotify: () => mayNotify(browser),
    opener: openerView,
    settings: () => preferences.view(),
    policies: () => preferences.policies(),
    counts: keptCounts(items, storage),
  });

  function showBadge(): void {
    const running = cards.all().filter(isRunning).length;
    badge.show({ running, relay: link.view().relay, missed: desk.missedCount.count() });
  }

  // What a new call sets off besides its card would compete with painting it.
  cards.onChange((record, before) => {
    ports.tell(record);
    workspace.follow(record, before);
    notesDesk.follow(record, before);
    const { call } = record.view;
    const look =
      needsLook(call, before?.view.call) || Boolean(before?.enriched && !record.enriched);
    const follow = () => {
      const now = cards.get(call.id);
      if (now) notices.follow(now, before);
      showBadge();
      desk.follow(record, before);
      schedule();
      if (look) enrich.look(call.id);
      else if (justAnswered(call, before?.view.call)) void enrich.refresh(call.id);
    };
    if (before) follow();
    else time.setTimeout(follow, PAINT_MS);
  });
  preferences.onChange((now, before) => {
    workspace.settingsChanged();
    if (now.phone !== before.phone) link.presence();
  });

  let timer: unknown;
  /** The next card to leave; the alarm does the same for a background that was stopped. */
  function schedule(): void {
    time.clearTimeout(timer);
    timer = time.setTimeout(tick, 250);
  }
  function tick(): void {
    const next = cards.tick();
    time.clearTimeout(timer);
    if (next !== undefined) {
      timer = time.setTimeout(tick, Math.min(Math.max(250, next - time.now()), 3_600_000));
    }
  }

  /** Everything that was kept is at hand; nothing is answered before. */
  const ready = (async () => {
    await Promise.all([preferences.load().then(() => managed.start()), accounts.load()]);
    await Promise.all([notesDesk.load(), workspace.load(), memory.load()]);
    await cards.load();
    notesDesk.reconcile();
  })();

  return {
    preferences,
    privacy,
    accounts,
    cards,
    notesDesk,
    enrich,
    people,
    desk,
    away,
    ports,
    notices,
    notifications,
    link,
    contentScripts,
    openCall,
    dial,
    connect,
    managed,
    diagnostics,
    openerView,
    now: time.now,
    /** What was kept is at hand. */
    ready,
    roleOf: role,
    newId,
    log,
    focusCard: () => workspace.focusCard(),
    acceptOffer: () => workspace.acceptOffer(),
    /** On every start of the background, and by the alarm: all that may have stopped goes on. */
    async wake(): Promise<void> {
      await ready;
      tick();
      link.hint();
      enrich.lookAgain();
      void notesDesk.wake();
      workspace.onAlarm();
      showBadge();
    },
  };
}
