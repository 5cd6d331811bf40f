/**
 * Who opens a screen when the agent answers. Zammad can do that itself: the legacy UI of every open
 * tab as soon as Zammad is told who answered; the desktop UI of 2026 when it has a page for calls
 * and the agent's caller notifications are on. Two openers would fight for the page, so ours stays
 * off where Zammad's is on. Both facts: read in Zammad's source, the first also seen on 5.5 and 6.5.
 */
import type { OpenerView, Settings } from '../../lib/core/settings.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import type { Flavour } from '../../lib/zammad-ui/find-tab.ts';
import { hasCtiRoute } from '../../lib/zammad-ui/page-functions.ts';

export interface ZammadOpenerDeps {
  page: PageApi;
  /** Pages of Zammad that are open in this browser. */
  pages: () => readonly { tabId: number | undefined; flavour: Flavour | undefined }[];
  /** The relay tells Zammad who answers (`opensInZammad`). */
  relayTells(): boolean;
  /** `preferences.cti` of the agent. */
  zammadCti(): boolean;
  /** UI that was seen last, for when no page is open. */
  lastFlavour(): Flavour | undefined;
  settings(): Settings;
}

type Why = Extract<OpenerView['why'], 'relay-tells-zammad' | 'zammad-desktop'>;
export type ZammadOpener = ReturnType<typeof createZammadOpener>;

export function createZammadOpener(deps: ZammadOpenerDeps) {
  /** Desktop tabs that were asked whether they have the page for calls. */
  const asked = new Map<number, Promise<boolean>>();
  let desktopOpens = false;

  function legacyOpens(): boolean {
    if (!deps.relayTells()) return false;
    const pages = deps.pages();
    if (pages.length === 0) return (deps.lastFlavour() ?? 'legacy') === 'legacy';
    return pages.some(({ flavour }) => flavour === 'legacy');
  }

  async function askDesktop(): Promise<boolean> {
    if (!deps.zammadCti()) return (desktopOpens = false);
    const tabs = deps.pages().filter(({ flavour }) => flavour === 'desktop');
    const found = await Promise.all(
      tabs.map(async ({ tabId }) => {
        if (tabId === undefined) return false;
        const known = asked.get(tabId);
        if (known) return known;
        const asking = deps.page.run(tabId, 'MAIN', hasCtiRoute, []).catch(() => {
          // The page was not ready: asked anew next time.
          asked.delete(tabId);
          return false;
        });
        asked.set(tabId, asking);
        return asking;
      }),
    );
    return (desktopOpens = found.includes(true));
  }

  return {
    /** Will Zammad open something by itself when this agent answers? */
    async opens(): Promise<Why | undefined> {
      if (legacyOpens()) return 'relay-tells-zammad';
      return (await askDesktop()) ? 'zammad-desktop' : undefined;
    },
    /** A tab loaded another page of Zammad. */
    forget: (tabId: number | undefined): void => void (tabId !== undefined && asked.delete(tabId)),
    /** In the words of the settings page: which of the two is on, and why. */
    view(): OpenerView {
      const { phone, rules } = deps.settings();
      if (legacyOpens()) return { by: 'zammad', why: 'relay-tells-zammad' };
      if (desktopOpens) return { by: 'zammad', why: 'zammad-desktop' };
      if (phone === 'quiet') return { by: 'nobody', why: 'off' };
      const opens = Object.values(rules.in.answer).some((what) => what !== 'nothing');
      return { by: opens ? 'offhook' : 'nobody', why: 'rules' };
    },
  };
}
