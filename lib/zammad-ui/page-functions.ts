/**
 * Functions that run inside Zammad's page by `scripting.executeScript`. Each is self-contained: it
 * is sent as text, so it sees no import and no name of this file. Facts: measured on 5.5 and 6.5.
 */

/** Isolated world. Goes to a hash route of the legacy UI; does not reload. */
export function goToHash(hash: string): void {
  location.hash = hash;
}

/**
 * Isolated world. Goes to a path of the desktop UI without a reload: its router listens to
 * `popstate`, and with `state: null` it puts in a state object of its own.
 */
export function goToPath(path: string): void {
  history.pushState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** Isolated world. Language and CSRF token of the page; `csrf` leaves for the background only. */
export function readPage(): { lang: string; csrf: string | undefined } {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=csrf-token]');
  return { lang: document.documentElement.lang, csrf: meta?.content || undefined };
}

/**
 * Main world. Does this build of the desktop UI have a page for people? It came after 6.5; asking
 * the router opens nothing, while going there would leave an error tab.
 */
export function hasUserRoute(): boolean {
  interface Route {
    matched?: { path?: string }[];
  }
  interface VueRoot {
    __vue_app__?: {
      config: { globalProperties: { $router?: { resolve(path: string): Route } } };
    };
  }
  const root = document.querySelector('#app') as (Element & VueRoot) | null;
  const router = root?.__vue_app__?.config.globalProperties.$router;
  try {
    const matched = router?.resolve('/users/1').matched ?? [];
    return matched.some((route) => /users\/:/.test(route.path ?? ''));
  } catch {
    return false;
  }
}

/**
 * Main world. Does this build of the desktop UI have a page for calls of its own (2026)? With it
 * comes a screen that opens by itself when the agent answers.
 */
export function hasCtiRoute(): boolean {
  interface Route {
    matched?: { path?: string }[];
  }
  interface VueRoot {
    __vue_app__?: {
      config: { globalProperties: { $router?: { resolve(path: string): Route } } };
    };
  }
  const root = document.querySelector('#app') as (Element & VueRoot) | null;
  const router = root?.__vue_app__?.config.globalProperties.$router;
  try {
    const matched = router?.resolve('/cti').matched ?? [];
    return matched.some((route) => /(?:^|\/)cti$/.test(route.path ?? ''));
  } catch {
    return false;
  }
}

export interface LegacyTicket {
  /** Id of the new task; also the end of its address. */
  id: string;
  title: string;
  /** HTML. */
  body: string;
  sender: 'phone-in' | 'phone-out';
  groupId?: number | undefined;
  customer?: { id: number; label: string } | undefined;
}

/**
 * Main world. Opens a filled "new ticket" task in the legacy UI, the way Zammad itself does for a
 * call. The customer must be text: a number counts as none. 5.5 fills nothing without a customer;
 * there the form just opened is filled by the event of the template sidebar, and only while it is
 * empty, because that event destroys what an agent typed.
 */
export async function openLegacyTicket(
  ticket: LegacyTicket,
  readyMs: number,
): Promise<'opened' | 'not-ready' | 'not-logged-in'> {
  interface Zammad {
    Event?: { trigger(name: string, data: unknown): void };
    Session?: { get(name?: string): unknown };
  }
  const app = () => (window as unknown as { App?: Zammad }).App;
  const pause = () => new Promise((done) => setTimeout(done, 50));
  const started = performance.now();
  // A page that was opened only now needs its time; navigation is there when it can take tasks.
  while (!(app()?.Event && app()?.Session?.get('id') && document.querySelector('#navigation'))) {
    if (performance.now() - started > readyMs) {
      return app()?.Event && !app()?.Session?.get('id') ? 'not-logged-in' : 'not-ready';
    }
    await pause();
  }
  const values = {
    id: ticket.id,
    title: ticket.title,
    body: ticket.body,
    formSenderType: ticket.sender,
    ...(ticket.groupId === undefined ? {} : { group_id: String(ticket.groupId) }),
    ...(ticket.customer
      ? { customer_id: String(ticket.customer.id), customer_id_completion: ticket.customer.label }
      : {}),
  };
  app()?.Event?.trigger('remote_task', {
    key: `TicketCreateScreen-${ticket.id}`,
    controller: 'TicketCreate',
    params: values,
    show: true,
    url: `ticket/create/id/${ticket.id}`,
  });
  if (ticket.customer) return 'opened';
  for (let waited = 0; waited < 3000; waited += 50) {
    await pause();
    const form = document.querySelector('.content.active');
    const title = form?.querySelector<HTMLInputElement>('[name=title]');
    if (!title || !location.hash.includes(ticket.id)) continue;
    // 6.5 fills a moment after the form is there.
    if (waited < 500 && title.value === '') continue;
    const text = form?.querySelector('[data-name=body]')?.textContent?.trim() ?? '';
    if (title.value === '' && text === '') {
      app()?.Event?.trigger('ticket_create_rerender', { options: values });
    }
    break;
  }
  return 'opened';
}

/**
 * Isolated world. Creates the access token as the logged-in agent. Only used when Zammad refuses
 * the same request from the background; the answer goes straight back to the background.
 */
export async function createTokenInPage(
  path: string,
  body: unknown,
  csrf: string,
): Promise<{ status: number; answer: unknown }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json().catch(() => null) };
  } catch {
    return { status: 0, answer: null };
  }
}
