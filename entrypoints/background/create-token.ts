/**
 * Creates the access token "Offhook" as the agent who is logged in to Zammad in this browser. The
 * request goes from the background, so the token never is in a page; only when Zammad refuses that
 * does the page's isolated world ask, and hands the answer straight back.
 */
import type { Result } from '../../lib/rpc/contract.ts';
import { originPattern } from '../../lib/zammad-ui/address.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { findZammadTab } from '../../lib/zammad-ui/find-tab.ts';
import { createTokenInPage, readPage } from '../../lib/zammad-ui/page-functions.ts';
import { TOKEN_PATH, tokenOfAnswer, tokenRequestBody } from '../../lib/zammad/token.ts';

const TIMEOUT_MS = 20_000;

export interface CreateTokenDeps {
  page: PageApi;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

interface Reply {
  status: number;
  answer: unknown;
}

export async function createToken(
  { page, fetch }: CreateTokenDeps,
  origin: string,
): Promise<Result<string>> {
  const tab = findZammadTab(await page.tabs.query({ url: originPattern(origin) }), origin);
  if (!tab) return { ok: false, code: 'connect/no-tab' };
  const { csrf } = await page.run(tab.id, 'ISOLATED', readPage, []);
  if (csrf === undefined) return { ok: false, code: 'connect/not-signed-in' };

  const body = tokenRequestBody();
  let reply = await fromBackground(fetch, `${origin}${TOKEN_PATH}`, body, csrf);
  let token = created(reply);
  // 401: the cookie did not come along or the origin was not to Zammad's liking.
  if (token === undefined && (reply.status === 401 || reply.status === 0)) {
    reply = await page.run(tab.id, 'ISOLATED', createTokenInPage, [TOKEN_PATH, body, csrf]);
    token = created(reply);
  }
  if (token !== undefined) return { ok: true, value: token };
  if (reply.status === 401) return { ok: false, code: 'connect/not-signed-in' };
  if (reply.status === 0) return { ok: false, code: 'zammad/unreachable' };
  // Not logged in is a 403, too; a setting or a missing right is 403 or 422.
  if (/authentication required/i.test(JSON.stringify(reply.answer)))
    return { ok: false, code: 'connect/not-signed-in' };
  if (reply.status === 403 || reply.status === 422)
    return { ok: false, code: 'connect/token-forbidden' };
  return { ok: false, code: 'zammad/broken' };
}

const created = ({ status, answer }: Reply) =>
  status >= 200 && status < 300 ? tokenOfAnswer(answer) : undefined;

/** The one request of the extension that sends the agent's cookie: creating a token is their own act. */
async function fromBackground(
  fetch: CreateTokenDeps['fetch'],
  url: string,
  body: unknown,
  csrf: string,
): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'include',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-csrf-token': csrf,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json().catch(() => null) };
  } catch {
    return { status: 0, answer: null };
  }
}
