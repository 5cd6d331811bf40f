/** What Zammad's page shows, read from its address. Pure. */

export type Shown = { userId: number } | { ticketId: number };

/** `#user/profile/9`, `#ticket/zoom/12` and `#ticket/zoom/12/345` (an article) of the legacy UI. */
const LEGACY = /^#(user\/profile|ticket\/zoom)\/(\d{1,15})(?:\/|$)/;
/** `/desktop/users/9`, `/desktop/tickets/12` and what lies below them. */
const DESKTOP = /^\/desktop\/(users|tickets)\/(\d{1,15})(?:\/|$)/;

/** A person's profile or a ticket; undefined: anything else, also the form for a new ticket. */
export function shownAt({
  pathname,
  hash,
}: Pick<Location, 'pathname' | 'hash'>): Shown | undefined {
  const [, where, digits] = DESKTOP.exec(pathname) ?? LEGACY.exec(hash) ?? [];
  const id = Number(digits);
  if (where === undefined || !(id > 0)) return undefined;
  return where.startsWith('user') ? { userId: id } : { ticketId: id };
}

/** The same thing is the same text. */
export function keyOf(shown: Shown | undefined): string {
  if (!shown) return '';
  return 'userId' in shown ? `user ${shown.userId}` : `ticket ${shown.ticketId}`;
}
