import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { SESSION_COOKIE } from './rest/auth.ts';
import type { Session, Sessions } from './rest/sessions.ts';
import type { World } from './world/world.ts';

const WEB = new URL('./web/', import.meta.url);

export interface PagesDeps {
  worldOf: () => World;
  sessions: Sessions;
}

/**
 * The web pages: `/` (legacy) and `/desktop/*`. A visitor is simply logged in, as agent1 or by
 * `?as=agent2`; `?theme=dark` and `?lang=de` are remembered for the session.
 */
export function createPages({ worldOf, sessions }: PagesDeps): Hono {
  const app = new Hono();
  const cache = new Map<string, string>();

  app.get('/sandbox/web/*', async (c) => asset(c, cache));
  app.get('/assets/application-sandbox.css', (c) => style(c, 'legacy/legacy.css'));
  app.get('/assets/desktop-sandbox.css', (c) => style(c, 'desktop/desktop.css'));
  app.get('/', (c) => page(c, 'legacy'));
  app.get('/desktop', (c) => page(c, 'desktop'));
  app.get('/desktop/*', (c) => page(c, 'desktop'));
  return app;

  async function page(c: Context, ui: 'legacy' | 'desktop'): Promise<Response> {
    const session = sessionOf(c);
    const nonce = randomBytes(16).toString('base64');
    const html = await readFile(fileURLToPath(new URL(`${ui}/${ui}.html`, WEB)), 'utf8');
    const user = worldOf().users.get(session.userId);
    const values: Record<string, string> = {
      lang: ui === 'legacy' ? session.lang : session.lang === 'de' ? 'de-de' : 'en-us',
      theme: session.theme,
      csrf: session.csrf,
      nonce,
      flavour: worldOf().flavour,
      session: JSON.stringify({
        id: user?.id,
        login: user?.login,
        name: `${user?.firstname} ${user?.lastname}`,
      })
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')
        .replaceAll('<', '&lt;'),
    };
    const origin = new URL(c.req.url).origin;
    c.header('x-frame-options', 'SAMEORIGIN');
    c.header('cache-control', 'no-store');
    // As measured; no connect-src, so a page may reach its own host and any websocket.
    c.header(
      'content-security-policy',
      `default-src 'self' ws: wss: https://images.zammad.com; font-src 'self' data:; img-src * data: blob:; object-src 'none'; script-src 'self' 'unsafe-eval' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; frame-src www.youtube.com player.vimeo.com; base-uri 'self' ${origin}`,
    );
    return c.html(html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''));
  }

  function sessionOf(c: Context): Session {
    const wanted = c.req.query('as');
    let session = sessions.get(getCookie(c, SESSION_COOKIE));
    const user = [...worldOf().users.values()].find((row) => row.login === `${wanted}@example.com`);
    if (!session || (user && user.id !== session.userId)) {
      session = sessions.start(user?.id ?? 4);
      setCookie(c, SESSION_COOKIE, session.id, { path: '/', httpOnly: true, sameSite: 'Lax' });
    }
    const theme = c.req.query('theme');
    if (theme === 'dark' || theme === 'light') session.theme = theme;
    const lang = c.req.query('lang');
    if (lang === 'de' || lang === 'en') session.lang = lang;
    return session;
  }
}

async function asset(c: Context, cache: Map<string, string>): Promise<Response> {
  const path = c.req.path.slice('/sandbox/web/'.length);
  if (!/^[a-z]+\/[a-z-]+\.ts$/.test(path)) return c.notFound();
  const known = cache.get(path);
  if (known === undefined) {
    try {
      cache.set(path, stripTypeScriptTypes(await readFile(new URL(path, WEB), 'utf8')));
    } catch {
      return c.notFound();
    }
  }
  return c.body(cache.get(path) ?? '', 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
  });
}

async function style(c: Context, path: string): Promise<Response> {
  const shared = await readFile(new URL('parts/base.css', WEB), 'utf8');
  return c.body(`${shared}\n${await readFile(new URL(path, WEB), 'utf8')}`, 200, {
    'content-type': 'text/css; charset=utf-8',
  });
}
