/**
 * What happens around a call besides its card: opening by rules, notifications, sound, being left
 * alone, being away. Put together here; each part decides for itself.
 */
import type { WxtBrowser } from 'wxt/browser';
import type { Role, Sender } from '../../lib/rpc/role.ts';
import type { AwayState } from '../../lib/storage/away.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import type { Accounts } from './accounts.ts';
import { createAway } from './away.ts';
import type { Cards } from './cards.ts';
import { createNotices } from './notices.ts';
import {
  type BrowserNotifications,
  chromiumNotifications,
  firefoxNotifications,
} from './notifications-api.ts';
import { createOpenCall } from './open-call.ts';
import { createOpening } from './opening.ts';
import { createPorts } from './ports.ts';
import { electPage } from './ports-page.ts';
import { createPresence } from './presence.ts';
import type { Preferences } from './preferences.ts';
import { createQuiet } from './quiet.ts';
import { createQuietAgent } from './quiet-agent.ts';
import type { RelayLink } from './relay-link.ts';
import { ownAddress } from './platform.ts';
import { createZammadOpener } from './zammad-opener.ts';

export interface WorkspaceDeps {
  browser: WxtBrowser;
  firefox: boolean;
  page: PageApi;
  accounts: Accounts;
  cards: Cards;
  preferences: Preferences;
  away: Stored<AwayState>;
  /** Made after this, as it asks for the presence of here. */
  link: () => RelayLink;
  roleOf: (sender: Sender) => Promise<Role | undefined>;
  newId: () => string;
  onError(error: unknown): void;
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type Workspace = ReturnType<typeof createWorkspace>;

export function createWorkspace(deps: WorkspaceDeps) {
  const { accounts, browser, cards, now, preferences } = deps;
  const settings = () => preferences.settings();
  const locale = () => preferences.locale();

  const quietAgent = createQuietAgent({
    accounts,
    away: deps.away,
    now,
    onChange: () => followQuiet(),
    onError: deps.onError,
  });
  const quiet = createQuiet({ settings, now, absence: () => quietAgent.absence() });
  const ports = createPorts({
    cards,
    settings,
    roleOf: deps.roleOf,
    now,
    isQuiet: () => quiet.isQuiet(),
    userId: () => deps.accounts.zammad()?.userId,
    onPages() {
      presence.changed();
      void away.note().catch(deps.onError);
    },
  });
  const presence = createPresence({
    pages: () => ports.pages(),
    phone: () => settings().phone,
    send: () => deps.link().presence(),
    setTimeout: deps.setTimeout,
  });
  const raw = browser.notifications as unknown as BrowserNotifications;
  const notifications = deps.firefox ? firefoxNotifications(raw) : chromiumNotifications(raw);
  const notices = createNotices({
    api: notifications,
    iconUrl: ownAddress(browser, '/icon/128.png'),
    firefox: deps.firefox,
    settings,
    locale,
    isQuiet: () => quiet.isQuiet(),
    hasPage: () => ports.pages().length > 0,
  });
  const opener = createZammadOpener({
    page: deps.page,
    pages: () => ports.pages(),
    relayTells: () => accounts.connection().relay?.facts?.opensInZammad ?? false,
    zammadCti: () => quietAgent.zammadCti(),
    lastFlavour: () => preferences.habits().flavour,
    settings,
  });
  const openCall = createOpenCall({
    accounts,
    cards,
    page: deps.page,
    preferences,
    newId: deps.newId,
    now,
    actingTab: () => electPage(ports.pages())?.tabId,
    focusCard: (tabId, callId) => ports.focus(tabId, callId),
  });
  const opening = createOpening({
    cards,
    settings,
    now,
    relayNow: () => deps.link().relayNow(),
    isQuiet: () => quiet.isQuiet(),
    zammadOpens: async () => (await opener.opens()) !== undefined,
    byRule: (callId, what) => openCall.byRule(callId, what),
    onError: deps.onError,
    setTimeout: deps.setTimeout,
    clearTimeout: deps.clearTimeout,
  });
  const away = createAway({
    away: deps.away,
    relay: () => accounts.relay(),
    isLive: () => deps.link().state()?.name === 'live',
    activeAt: () => presence.activeAt(),
    now,
    onSummary: (summary) => notices.away(summary),
    onError: deps.onError,
  });

  let wasQuiet = false;
  /** Quiet hours begin and end by themselves: the pages are told of it once. */
  function followQuiet(): void {
    const is = quiet.isQuiet();
    if (is === wasQuiet) return;
    wasQuiet = is;
    ports.tellAll();
    for (const record of cards.all()) notices.follow(record);
  }

  return {
    quiet,
    ports,
    presence,
    notices,
    notifications,
    opener,
    openCall,
    opening,
    away: {
      ...away,
      async seen(): Promise<void> {
        await away.seen();
        notices.awaySeen();
      },
    },
    async load(): Promise<void> {
      await Promise.all([quietAgent.load(), away.load()]);
      wasQuiet = quiet.isQuiet();
    },
    /** At once, with the card. */
    follow: (record: CardRecord, before: CardRecord | undefined): void =>
      opening.follow(record, before),
    /** The shortcut into the newest card. */
    async focusCard(): Promise<void> {
      ports.focus(await openCall.focus());
    },
    /** The shortcut for what a rule would have opened: the newest offer. Without one: into the card. */
    async acceptOffer(): Promise<void> {
      const offered = cards
        .all()
        .find(({ view }) => !view.dismissed && (view.offer?.until ?? 0) > now());
      const done = offered && (await openCall.accept(offered.view.call.id, undefined));
      if (!done?.ok) await this.focusCard();
    },
    /** Settings are not what they were. */
    settingsChanged(): void {
      wasQuiet = quiet.isQuiet();
      ports.tellAll();
      for (const record of cards.all()) notices.follow(record);
      presence.changed();
    },
    onLive(): void {
      void quietAgent.ask();
      void away.note().catch(deps.onError);
    },
    /** By the alarm, at least twice a minute while the browser runs. */
    onAlarm(): void {
      followQuiet();
      if (deps.link().state()?.name === 'live') void quietAgent.askSometimes();
      void away.note().catch(deps.onError);
    },
  };
}
