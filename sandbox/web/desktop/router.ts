import { userPages } from '../parts/page.ts';
import { createScreen } from './create.ts';
import { errorScreen, overviewScreen, userScreen } from './plain-screens.ts';
import { BASE, navigate } from './navigate.ts';
import type { Screen } from './screens.ts';
import { markActive } from './sidebar.ts';
import { ticketScreen } from './ticket.ts';

let place: HTMLElement | undefined;

/** `popstate` moves the view; `pushState` alone does not, as measured. */
export function startRouter(main: HTMLElement): void {
  place = main;
  window.addEventListener('popstate', show);
  window.addEventListener('hashchange', show);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-link]');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    navigate(link.pathname.slice(BASE.length) + link.search);
  });
  show();
}

function show(): void {
  const screen = resolve(location.pathname.slice(BASE.length) || '/', location.search);
  if (!screen || !place) return;
  place.replaceChildren(screen.element);
  document.title = `${screen.title} - Sandbox helpdesk`;
  markActive(screen.key);
}

function resolve(path: string, query: string): Screen | undefined {
  const create = /^\/tickets?\/create(?:\/(?:id\/)?([\w-]+))?$/.exec(path);
  if (create) {
    if (create[1]) return createScreen(create[1], new URLSearchParams(query));
    // The address without id stays in the history: going back makes yet another draft (measured).
    navigate(`/tickets/create/${crypto.randomUUID()}${query}`);
    return undefined;
  }
  const ticket = /^\/(?:tickets|ticket|ticket\/zoom)\/(\d+)(?:\/\d+)?$/.exec(path);
  if (ticket?.[1]) return ticketScreen(ticket[1]);
  const user = /^\/(?:users|user\/profile)\/(\d+)$/.exec(path);
  if (user?.[1] && userPages) return userScreen(user[1]);
  if (path === '/' || path.startsWith('/tickets/view') || path === '/dashboard') {
    if (path === '/') history.replaceState(null, '', `${BASE}/tickets/view/my_assigned`);
    return overviewScreen();
  }
  history.replaceState(null, '', `${BASE}/error-tab`);
  return errorScreen();
}
