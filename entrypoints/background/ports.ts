/** The ports named `cards`: each gets all cards when it connects, then every change. */
import type { CardsMessage, CardView } from '../../lib/core/card.ts';
import type { Settings } from '../../lib/core/settings.ts';
import type { Role } from '../../lib/rpc/role.ts';
import type { Sender } from '../../lib/rpc/role.ts';
import type { CardRecord } from '../../lib/storage/live.ts';
import type { Cards } from './cards.ts';

export const PORT_NAME = 'cards';

export interface Port {
  name: string;
  sender?: Sender | undefined;
  postMessage: (message: CardsMessage) => void;
  disconnect(): void;
  onDisconnect: { addListener(listener: () => void): void };
}

export interface PortsDeps {
  cards: Cards;
  settings: () => Settings;
  roleOf(sender: Sender): Promise<Role | undefined>;
}

export type Ports = ReturnType<typeof createPorts>;

export function createPorts(deps: PortsDeps) {
  const ports = new Map<Port, { role: Role; told: Set<string> }>();

  /** In quiet mode nothing is shown in the page; our own pages list all the same. */
  const shows = (role: Role, view: CardView) =>
    role === 'page' || (!view.dismissed && deps.settings().phone === 'on');

  function post(port: Port, message: CardsMessage): void {
    try {
      port.postMessage(message);
    } catch {
      // Gone already (page left, frozen for going back): it comes back by itself and gets all.
      drop(port);
    }
  }

  function drop(port: Port): void {
    if (ports.delete(port)) tellSpeaker();
  }

  /** One source of sound for the whole browser: the page of Zammad that connected first. */
  function speaker(): Port | undefined {
    for (const [port, { role }] of ports) if (role === 'content') return port;
    return undefined;
  }

  function all(port: Port, about: { role: Role; told: Set<string> }): void {
    const { phone, locale, sound, dial } = deps.settings();
    const cards = deps.cards
      .all()
      .map(({ view }) => view)
      .filter((view) => shows(about.role, view));
    about.told = new Set(cards.map(({ call }) => call.id));
    const heard = phone === 'on' && speaker() === port ? sound : 'off';
    post(port, { type: 'all', cards, phone, locale, dial, sound: heard });
  }

  let spoke: Port | undefined;
  function tellSpeaker(): void {
    const now = speaker();
    if (now === spoke) return;
    spoke = now;
    const about = now && ports.get(now);
    if (now && about) all(now, about);
  }

  return {
    /** Refused ports are closed at once; an unknown sender learns nothing. */
    async connect(port: Port): Promise<void> {
      let gone = false;
      port.onDisconnect.addListener(() => {
        gone = true;
        drop(port);
      });
      const role = port.name === PORT_NAME ? await deps.roleOf(port.sender ?? {}) : undefined;
      if (gone) return;
      if (!role) return port.disconnect();
      const about = { role, told: new Set<string>() };
      ports.set(port, about);
      spoke ??= speaker();
      all(port, about);
    },

    tell({ view }: CardRecord): void {
      for (const [port, about] of ports) {
        if (shows(about.role, view)) {
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

    /** Asks the card in this tab to take the focus. */
    focus(tabId: number | undefined): void {
      for (const [port, { role }] of ports) {
        if (role === 'content' && port.sender?.tab?.id === tabId) post(port, { type: 'focus' });
      }
    },

    /** The connected Zammad changed: who was allowed before may not be now. */
    closeAll(): void {
      for (const port of ports.keys()) port.disconnect();
      ports.clear();
      spoke = undefined;
    },
  };
}
