/** Puts the parts of the background together. Nothing is started here, and nothing kept outside. */
import metadata from 'libphonenumber-js/min/metadata';
import type { WxtBrowser } from 'wxt/browser';
import type { KeyValue } from '../../lib/storage/stored.ts';
import { agentCallSchema } from '../../lib/protocol/agent-call-schema.ts';
import { readPolicy, settingsChangeSchema } from '../../lib/protocol/settings-schema.ts';
import { createItems } from '../../lib/storage/items.ts';
import { roleOf, type Sender } from '../../lib/rpc/role.ts';
import { createAccounts } from './accounts.ts';
import { createBadge } from './badge.ts';
import { isRunning } from './card-life.ts';
import { createCards } from './cards.ts';
import { createConnect } from './connect.ts';
import { createContentScripts } from './content-scripts.ts';
import { createDial } from './dial.ts';
import { createEnrich, needsLook } from './enrich.ts';
import { createNotes } from './notes.ts';
import { createNotices, type NoticesApi } from './notices.ts';
import { createOpenCall } from './open-call.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { ownAddress, pageApi, scriptingApi } from './platform.ts';
import { createPorts } from './ports.ts';
import { createPreferences } from './preferences.ts';
import { createRelayLink } from './relay-link.ts';
import { createShortCache } from './short-cache.ts';

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
  const accounts = createAccounts({ connection: items.connection, metadata });
  const settings = () => preferences.settings();
  const locale = () => preferences.locale();
  const cards = createCards({ live: items.live, now: time.now, noteOf: (id) => notes.noteOf(id) });
  const notes = createNotes({
    ...time,
    drafts: items.drafts,
    cards,
    accounts,
    outbox: (): Outbox => outbox,
    locale,
    newId,
    onGroup: (groupId) => void preferences.learn({ groupId }),
  });
  const outbox = createOutbox({
    ...time,
    outbox: items.outbox,
    account: () => accounts.zammad(),
    onStatus: (entry, about) => notes.follow(entry, about),
    onError,
  });
  const cache = createShortCache(CACHE_MS, time.now);
  const enrich = createEnrich({ ...time, cards, accounts, cache, onError });

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
  const ports = createPorts({ cards, settings, roleOf: role });
  const notices = createNotices({
    api: browser.notifications as unknown as NoticesApi,
    iconUrl: ownAddress(browser, '/icon/128.png'),
    firefox,
    settings,
    locale,
  });
  const badge = createBadge(browser.action);
  const link = createRelayLink({
    ...time,
    accounts,
    cards,
    settings,
    onError,
    openSocket: (url) => new WebSocket(url) as never,
    keepAlive: () => void browser.runtime.getPlatformInfo(),
    random: () => Math.random(),
    onState: () => showBadge(),
    onLive: () => void outbox.hurry(),
  });
  const contentScripts = createContentScripts({ scripting: scriptingApi(browser), page, allowed });
  const openCall = createOpenCall({ accounts, cards, page, preferences, newId });
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
    async onConnected(anew) {
      enrich.forget();
      if (anew) {
        await cards.clear();
        ports.closeAll();
      }
      await contentScripts.ensure(accounts.zammadOrigin());
      enrich.lookAgain();
      void outbox.hurry();
    },
  });

  function showBadge(): void {
    badge.show(cards.all().filter(isRunning).length, link.view().relay);
  }

  // What a new call sets off besides its card would compete with painting it.
  cards.onChange((record, before) => {
    ports.tell(record);
    const { call } = record.view;
    const look =
      needsLook(call, before?.view.call) || Boolean(before?.enriched && !record.enriched);
    const follow = () => {
      const now = cards.get(call.id);
      if (now) notices.follow(now);
      showBadge();
      schedule();
      if (look) enrich.look(call.id);
    };
    if (before) follow();
    else time.setTimeout(follow, PAINT_MS);
  });
  preferences.onChange((now, before) => {
    ports.tellAll();
    for (const record of cards.all()) notices.follow(record);
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
    await Promise.all([preferences.load(), accounts.load()]);
    await notes.load();
    await cards.load();
  })();

  return {
    preferences,
    accounts,
    cards,
    notes,
    outbox,
    enrich,
    ports,
    notices,
    link,
    contentScripts,
    openCall,
    dial,
    connect,
    /** What was kept is at hand. */
    ready,
    roleOf: role,
    newId,
    log,
    /** On every start of the background, and by the alarm: all that may have stopped goes on. */
    async wake(): Promise<void> {
      await ready;
      tick();
      link.hint();
      enrich.lookAgain();
      void outbox.work();
      showBadge();
    },
  };
}
