import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { createToken } from './create-token.ts';
import { type Bench, startBench } from '../../tests/background/sandbox-bench.ts';

let bench: Bench;
let session: { cookie: string; csrf: string };
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

/** Signs in as the agent's browser does: a cookie, and the token in the page. */
beforeEach(async () => {
  await bench.reset();
  const { url } = bench.sandbox;
  const page = await fetch(`${url}/`);
  const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const csrfOf = (html: string) => /name="?csrf-token"? content="([^"]+)"/.exec(html)?.[1] ?? '';
  session = { cookie: cookieOf(page), csrf: csrfOf(await page.text()) };
});

function page(urls: string[], about: { csrf?: string | undefined; inPage?: () => unknown } = {}) {
  const ran: string[] = [];
  const api = {
    tabs: { query: async () => urls.map((url, at) => ({ id: at + 1, windowId: 1, url })) },
    run: async (_tab: number, world: string, func: { name: string }) => {
      ran.push(`${func.name} ${world}`);
      return func.name === 'readPage' ? { lang: 'en', csrf: about.csrf } : about.inPage?.();
    },
  } as unknown as PageApi;
  return { api, ran };
}
const withCookie = (url: string, init: RequestInit) =>
  fetch(url, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), cookie: session.cookie },
  });
const origin = () => bench.sandbox.url;
const answering = (status: number, body: unknown) => async () =>
  new Response(JSON.stringify(body), { status });

describe('a token by one click', () => {
  it('no tab of Zammad', async () => {
    const { api } = page(['https://other.example/']);
    expect(await createToken({ page: api, fetch }, origin())).toEqual({
      ok: false,
      code: 'connect/no-tab',
    });
  });
  it('a page without CSRF token is no logged-in page', async () => {
    const { api } = page([`${origin()}/`]);
    expect(await createToken({ page: api, fetch }, origin())).toEqual({
      ok: false,
      code: 'connect/not-signed-in',
    });
  });
  it('from the background, with cookie and CSRF token; the page never sees it', async () => {
    const { api, ran } = page([`${origin()}/`], { csrf: session.csrf });
    let sent: RequestInit = {};
    const made = await createToken(
      {
        page: api,
        fetch: (url, init) => {
          sent = init;
          return withCookie(url, init);
        },
      },
      origin(),
    );
    expect(sent.credentials).toBe('include');
    expect(sent.headers).toMatchObject({ 'x-csrf-token': session.csrf });
    expect(JSON.parse(sent.body as string)).toEqual({
      label: 'Offhook',
      name: 'Offhook',
      permission: ['ticket.agent', 'cti.agent'],
    });
    expect(made.ok).toBe(true);
    const token = made.ok ? made.value : '';
    const me = await bench.accounts.zammadAt(origin(), token).me();
    expect(me.login).toMatch(/@example\.com$/);
    expect(ran).toEqual(['readPage ISOLATED']);
  });
  it('both answers, of 5.x and 6.x', async () => {
    for (const body of [{ name: 'OLD' }, { token: 'NEW' }]) {
      const { api } = page([`${origin()}/`], { csrf: 'c' });
      const made = await createToken({ page: api, fetch: answering(200, body) }, origin());
      expect(made).toEqual({ ok: true, value: Object.values(body)[0] });
    }
  });
  it('refused from the background (401): the isolated world of the page asks', async () => {
    const { api, ran } = page([`${origin()}/`], {
      csrf: 'c',
      inPage: () => ({ status: 200, answer: { token: 'BY-PAGE' } }),
    });
    const made = await createToken({ page: api, fetch: answering(401, {}) }, origin());
    expect(made).toEqual({ ok: true, value: 'BY-PAGE' });
    expect(ran).toEqual(['readPage ISOLATED', 'createTokenInPage ISOLATED']);
  });
  it.each([
    [422, { error: 'API token access disabled!' }, 'connect/token-forbidden'],
    [403, { error: 'Not authorized' }, 'connect/token-forbidden'],
    [403, { error: 'Authentication required' }, 'connect/not-signed-in'],
    [500, {}, 'zammad/broken'],
    [200, {}, 'zammad/broken'],
  ])('%i %j is %s', async (status, body, code) => {
    const { api } = page([`${origin()}/`], { csrf: 'c' });
    expect(await createToken({ page: api, fetch: answering(status, body) }, origin())).toEqual({
      ok: false,
      code,
    });
  });
  it('refused everywhere: not signed in', async () => {
    const { api } = page([`${origin()}/`], {
      csrf: 'c',
      inPage: () => ({ status: 401, answer: null }),
    });
    expect(await createToken({ page: api, fetch: answering(401, {}) }, origin())).toEqual({
      ok: false,
      code: 'connect/not-signed-in',
    });
  });
});
