/** Offers addresses without typing, from tabs whose address the browser shows us. */
import type { Output } from '../../lib/rpc/contract.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import type { Connection } from '../../lib/storage/connection.ts';
import type { Habits } from '../../lib/storage/settings.ts';

const ZAMMAD_HASH =
  /^#(?:dashboard|ticket|user|organization|search|cti|profile|customer_chat|manage|login)\b/;

/** How much a tab looks like a Zammad; 0: not at all. */
export function looksLikeZammad(url: string, title: string): number {
  if (!/^https?:/.test(url)) return 0;
  const { pathname, hash } = new URL(url);
  const path = /^\/desktop(?:\/|$)/.test(pathname) || (pathname === '/' && ZAMMAD_HASH.test(hash));
  return (path ? 2 : 0) + (/zammad|helpdesk/i.test(title) ? 1 : 0);
}

/**
 * Without host permission a browser shows only the tab from which our popup was opened (and the
 * connected Zammad); an invite page of a relay says both addresses itself.
 */
export async function suggest(
  page: PageApi,
  connection: Connection,
  habits: Habits,
): Promise<Output<'connect.suggest'>> {
  let zammadUrl = connection.zammad?.url;
  let relayUrl = connection.relay?.url ?? habits.relayUrl;
  let best = 0;
  for (const tab of await page.tabs.query({})) {
    if (!tab.url || tab.id === undefined || !/^https?:/.test(tab.url)) continue;
    const invite = await page.run(tab.id, 'ISOLATED', readInvite, []).catch(() => undefined);
    if (invite?.relay) {
      relayUrl = invite.relay;
      if (invite.zammad) [zammadUrl, best] = [invite.zammad, 9];
    }
    const rank = looksLikeZammad(tab.url, tab.title ?? '');
    if (!connection.zammad && rank > best) {
      [zammadUrl, best] = [new URL(tab.url).origin, rank];
    }
  }
  return { ...(zammadUrl ? { zammadUrl } : {}), ...(relayUrl ? { relayUrl } : {}) };
}

/** Runs in the page: what a relay's invite page says. */
function readInvite(): { relay: string | undefined; zammad: string | undefined } {
  const meta = (name: string) =>
    document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content || undefined;
  return { relay: meta('offhook-relay'), zammad: meta('offhook-zammad') };
}
