/** Which role a sender has. Everything that is neither our page nor our card is nobody. */

/** `page`: our own pages. `content`: the content scripts, which are hostile ground. */
export type Role = 'page' | 'content';

/** The parts of `runtime.MessageSender` that tell who speaks. All are filled in by the browser. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

export interface RoleFacts {
  extensionId: string;
  /** Origin of our own pages, e.g. `chrome-extension://…`. */
  extensionOrigin: string;
  /** Origin of the connected Zammad; undefined when none is. */
  zammadOrigin: string | undefined;
}

/**
 * The role of a sender, or undefined: refuse it.
 * An extension page in a tab also has `sender.tab`, so `tab` proves nothing; the address decides.
 */
export function roleOf(sender: Sender, facts: RoleFacts): Role | undefined {
  if (sender.id !== facts.extensionId) return undefined;
  const origin = originOf(sender.url);
  if (!origin) return undefined;
  // Chrome tells the origin too; where it does, the two must agree (sandboxed frames say `null`).
  if (sender.origin !== undefined && sender.origin !== origin) return undefined;
  if (origin === facts.extensionOrigin) return 'page';
  const top = sender.frameId === 0 && sender.tab?.id !== undefined;
  return top && origin === facts.zammadOrigin ? 'content' : undefined;
}

/** `URL.origin` is `null` for extension addresses in some engines, hence by hand. */
function originOf(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const { protocol, host } = new URL(url);
    return host ? `${protocol}//${host}` : undefined;
  } catch {
    return undefined;
  }
}
