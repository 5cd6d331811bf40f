/** The ports named `cards`: each gets all cards when it connects, then every change. */
import type { CardsMessage, CardView } from '../../lib/core/card.ts';
import { showsCard } from '../../lib/core/rules/shows-card.ts';
import type { Settings } from '../../lib/core/settings.ts';
import type { Role, Sender } from '../../lib/rpc/role.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import { type Flavour, flavourOf } from '../../lib/zammad-ui/find-tab.ts';
import { hasUnsentNote } from './card-life.ts';
import type { Cards } from './cards.ts';
import { electPage, type PageState, readPageMessage } from './ports-page.ts';

export const PORT_NAME = 'cards';

export interface Port {
  name: string;
  sender?: Sender | undefined;
  postMessage: (message: CardsMessage) => void;
  disconnect(): void;
  onDisconnect: { addListener(listener: () => void): void };
  onMessage?: { addListener(listener: (message: unknown) => void): void };
}

export interface PortsDeps {
  /** Whose tray it is: its place is remembered for each agent. */
  userId?: (() => number | undefined) | undefined;
  cards: Cards;
  settings: () => Settings;
  roleOf(sender: Sender): Promise<Role | undefined>;
  now: () => number;
  /** No sound now: quiet hours, out of office. The phone switch is looked at here. */
  isQuiet(): boolean;
  /** Which pages there are, what they show or who is there has changed. */
  onPages?: () => void;
}

/** A page of Zammad in this browser. */
export interface ZammadPage extends PageState {
  tabId: number | undefined;
  /** Which of the two UIs; undefined: neither (another page of Zammad's address). */
  flavour: Flavour | undefined;
}

interface About {
  role: Role;
  told: Set<string>;
  /** Role `content` only. */
  page: ZammadPage | undefined;
}

export type Ports = ReturnType<typeof createPorts>;

export function createPorts(deps: PortsDeps) {
  const ports = new Map<Port, About>();
  let joined = 0;
  let speaker: Port | undefined;

  /** In quiet mode nothing is shown in the page; our own pages list all the same. */
  function shows(role: Role, record: CardRecord): boolean {
    if (role === 'page') return true;
    const { view } = record;
    const settings = deps.settings();
    if (view.dismissed || settings.phone !== 'on') return false;
    return showsCard(view.call, settings) || hasUnsentNote(record) || view.offer !== undefined;
  }

  function post(port: Port, message: CardsMessage): void {
    try {
      port.postMessage(message);
    } catch {
      // Gone already (page left, frozen for going back): it comes back by itself and gets all.
      drop(port);
    }
  }

  function drop(port: Port): void {
    const about = ports.get(port);
    if (!ports.delete(port) || !about?.page) return;
    tellSpeaker();
    deps.onPages?.();
  }

  /** One source of sound, and one page that acts, for the whole browser. */
  function elected(): Port | undefined {
    const pages = [...ports].flatMap(([port, { page }]) => (page ? [{ ...page, port }] : []));
    return electPage(pages)?.port;
  }

  function all(port: Port, about: About): void {
    const settings = deps.settings();
    const cards: CardView[] = [];
    for (const record of deps.cards.all()) if (shows(about.role, record)) cards.push(record.view);
    about.told = new Set(cards.map(({ call }) => call.id));
    const heard = speaker === port && !deps.isQuiet() && settings.phone === 'on';
    const { phone, locale, dial, volume, links, strip } = settings;
    const { outcomes, templates, noteInternal } = settings;
    post(port, {
      type: 'all',
      cards,
      ...(deps.userId?.() === undefined ? {} : { userId: deps.userId() }),
      phone,
      locale,
      dial,
      sound: heard ? settings.sound : 'off',
      volume,
      links,
      strip,
      outcomes,
      templates,
      noteInternal,
    });
  }

  /** The sound moves: to the page that has it now, and away from the other. */
  function tellSpeaker(): void {
    const now = elected();
    if (now === speaker) return;
    const before = speaker;
    speaker = now;
    for (const port of [before, now]) {
      const about = port && ports.get(port);
      if (port && about) all(port, about);
    }
  }

  function hear(port: Port, input: unknown): void {
    const page = ports.get(port)?.page;
    const message = page && readPageMessage(input);
    if (!message) return;
    if (message.type === 'tickets') page.tickets = message.ids;
    else {
      page.visible = message.visible;
      // A clock of the page cannot be ahead of ours: it is the same machine, or somebody lies.
      page.activeAt = Math.min(message.activeAt, deps.now());
      tellSpeaker();
    }
    deps.onPages?.();
  }

  function pageOf(role: Role, sender: Sender | undefined): ZammadPage | undefined {
    if (role !== 'content') return undefined;
    const url = sender?.url ?? '';
    return {
      tabId: sender?.tab?.id,
      flavour: URL.canParse(url) ? flavourOf(url, new URL(url).origin) : undefined,
      // Until it tells: as a page that nobody uses.
      visible: false,
      activeAt: 0,
      tickets: [],
      joined: ++joined,
    };
  }

  return {
    /** Refused ports are closed at once; an unknown sender learns nothing. */
    async connect(port: Port): Promise<void> {
      let gone = false;
      port.onDisconnect.addListener(() => {
        gone = true;
        drop(port);
      });
      /** Told while we were finding out who it is. */
      const early: unknown[] = [];
      port.onMessage?.addListener((message) => {
        if (ports.has(port)) hear(port, message);
        else if (early.length < 4) early.push(message);
      });
      const role = port.name === PORT_NAME ? await deps.roleOf(port.sender ?? {}) : undefined;
      if (gone) return;
      if (!role) return port.disconnect();
      const about: About = { role, told: new Set(), page: pageOf(role, port.sender) };
      ports.set(port, about);
      speaker ??= about.page && port;
      all(port, about);
      for (const message of early) hear(port, message);
      if (about.page) deps.onPages?.();
    },

    tell(record: CardRecord): void {
      const { view } = record;
      for (const [port, about] of ports) {
        if (shows(about.role, record)) {
          about.told.add(view.call.id);
          post(port, { type: 'card', card: view });
        } else if (about.told.delete(view.call.id)) {
          post(port, { type: 'gone', id: view.call.id });
        }
      }
    },

    /** Settings changed, or cards went that nobody told about one by one. */
    tellAll(): void {
      for (const [port, about] of ports) all(port, about);
    },

    /** Missed board or history are not what they were; only our own pages show them. */
    board(): void {
      for (const [port, { role }] of ports) if (role === 'page') post(port, { type: 'board' });
    },

    /** Asks the card in this tab to take the focus. @param id of the call; absent: the newest card */
    focus(tabId: number | undefined, id?: string): void {
      for (const [port, { role }] of ports) {
        if (role === 'content' && port.sender?.tab?.id === tabId)
          post(port, id === undefined ? { type: 'focus' } : { type: 'focus', id });
      }
    },

    /** Pages of Zammad that are open in this browser. */
    pages: (): ZammadPage[] => [...ports.values()].flatMap(({ page }) => (page ? [page] : [])),

    /** The connected Zammad changed: who was allowed before may not be now. */
    closeAll(): void {
      for (const port of ports.keys()) port.disconnect();
      ports.clear();
      speaker = undefined;
      deps.onPages?.();
    },
  };
}
