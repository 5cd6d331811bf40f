/** Which of the open tabs is the agent's Zammad, and which of Zammad's two web UIs it shows. */

export type Flavour = 'legacy' | 'desktop';

/** The part of `tabs.Tab` used here. */
export interface ZammadTab {
  id: number;
  windowId: number;
  flavour: Flavour;
}

interface AnyTab {
  id?: number | undefined;
  windowId?: number | undefined;
  url?: string | undefined;
  active?: boolean | undefined;
  discarded?: boolean | undefined;
  lastAccessed?: number | undefined;
}

/** Undefined: not a page of the agent's web UI (other origin, mobile view, API, knowledge base). */
export function flavourOf(url: string | undefined, origin: string): Flavour | undefined {
  if (!url) return undefined;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return undefined;
  }
  if (parsed.origin !== new URL(origin).origin) return undefined;
  if (/^\/desktop(?:\/|$)/.test(parsed.pathname)) return 'desktop';
  return parsed.pathname === '/' ? 'legacy' : undefined;
}

/**
 * The agent's Zammad tab: the one in front, else the one used last. A second one is never opened
 * beside it, because Zammad's legacy UI would stop the first.
 * @param wanted take a tab of this UI when there is one
 */
export function findZammadTab(
  tabs: readonly AnyTab[],
  origin: string,
  wanted?: Flavour,
): ZammadTab | undefined {
  return tabs
    .flatMap((tab) => {
      const flavour = flavourOf(tab.url, origin);
      if (!flavour || tab.id === undefined || tab.windowId === undefined) return [];
      const { id, windowId } = tab;
      const rank = (flavour === wanted ? 4 : 0) + (tab.active ? 2 : 0) + (tab.discarded ? 0 : 1);
      return [{ found: { id, windowId, flavour }, rank, used: tab.lastAccessed ?? 0 }];
    })
    .sort((a, b) => b.rank - a.rank || b.used - a.used)[0]?.found;
}
