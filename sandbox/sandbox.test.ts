import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Sandbox, startSandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST' }));

/** Opens a page as a browser would: cookie and CSRF token of a fresh session. */
async function openPage(path: string) {
  const response = await fetch(sandbox.url + path);
  const html = await response.text();
  return {
    response,
    html,
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    csrf: /name="csrf-token" content="([^"]+)"/.exec(html)?.[1] ?? '',
  };
}

describe('pages', () => {
  it('a visitor is logged in as agent1, or whom the address names', async () => {
    for (const [path, login] of [
      ['/', 'agent1@example.com'],
      ['/desktop/tickets/2?as=agent2', 'agent2@example.com'],
    ] as const) {
      const { cookie, response } = await openPage(path);
      expect(response.headers.get('set-cookie')).toMatch(
        /^_zammad_session_[0-9a-f]{11}=\w+; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      const me = await fetch(`${sandbox.url}/api/v1/users/me`, { headers: { cookie } });
      expect(await me.json()).toMatchObject({ login });
    }
  });

  it('theme and language are those asked for', async () => {
    expect((await openPage('/?theme=dark&lang=de')).html).toContain(
      '<html lang="de" dir="ltr" data-theme="dark">',
    );
    expect((await openPage('/desktop?theme=dark&lang=de')).html).toMatch(
      /<html lang="de-de" dir="ltr" data-theme="dark" style="color-scheme: dark">/,
    );
  });

  it('the security headers are those of Zammad', async () => {
    const { response } = await openPage('/');
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    const csp = response.headers.get('content-security-policy') ?? '';
    expect(csp).toContain("default-src 'self' ws: wss: https://images.zammad.com");
    expect(csp).not.toContain('connect-src');
  });

  it('scripts are served, files beside them are not', async () => {
    const script = await fetch(`${sandbox.url}/sandbox/web/legacy/main.ts`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).not.toContain('import type');
    for (const path of ['legacy/legacy.html', '../app.ts', '..%2fapp.ts', 'legacy/none.ts']) {
      expect((await fetch(`${sandbox.url}/sandbox/web/${path}`)).status).toBe(404);
    }
  });
});

describe('sessions', () => {
  it('the cookie wins over a token, and writing needs the CSRF token', async () => {
    const { cookie, csrf } = await openPage('/?as=agent3');
    const headers = { cookie, authorization: 'Token token=sandbox-agent1' };
    const me = await fetch(`${sandbox.url}/api/v1/users/me`, { headers });
    expect(await me.json()).toMatchObject({ login: 'agent3@example.com' });
    const make = (more: Record<string, string>) =>
      fetch(`${sandbox.url}/api/v1/user_access_token`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify({ name: 'x', label: 'x', permission: ['ticket.agent'] }),
      });
    expect((await make({})).status).toBe(401);
    const made = await make({ 'x-csrf-token': csrf });
    const { token } = (await made.json()) as { token: string };
    expect(token).toHaveLength(64);
    const used = await fetch(`${sandbox.url}/api/v1/users/me`, {
      headers: { authorization: `Token token=${token}` },
    });
    expect(await used.json()).toMatchObject({ login: 'agent3@example.com' });
  });

  it('tokens cannot be made when the admin forbids it', async () => {
    await control({ mode: 'token-creation-off' });
    const { cookie, csrf } = await openPage('/');
    const answer = await fetch(`${sandbox.url}/api/v1/user_access_token`, {
      method: 'POST',
      headers: { cookie, 'x-csrf-token': csrf },
      body: JSON.stringify({ name: 'x', label: 'x', permission: ['ticket.agent'] }),
    });
    expect(answer.status).toBe(403);
  });
});

describe('open pages', () => {
  async function follow(path: '/ws' | '/cable', cookie: string) {
    const socket = new WebSocket(sandbox.url.replace('http', 'ws') + path, { headers: { cookie } });
    const events: { event: string; data: { key?: string } }[] = [];
    const waiting: (() => void)[] = [];
    socket.on('message', (data: Buffer) => {
      events.push(JSON.parse(data.toString()) as { event: string; data: object });
      for (const wake of waiting.splice(0)) wake();
    });
    await new Promise((resolve) => {
      socket.once('open', resolve);
    });
    return {
      close: () => socket.close(),
      async until(event: string) {
        for (;;) {
          const found = events.find((entry) => entry.event === event);
          if (found) return found.data;
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
          });
        }
      },
    };
  }

  it('a second legacy page of the same person stops the first', async () => {
    const first = await follow('/ws', (await openPage('/')).cookie);
    const second = await follow('/ws', (await openPage('/')).cookie);
    await first.until('session:takeover');
    first.close();
    second.close();
  });

  it('an answered call opens a screen, in the legacy UI', async () => {
    const page = await follow('/ws', (await openPage('/?as=agent2')).cookie);
    const events: Record<string, string>[] = [
      { event: 'newCall', from: '4930609854180', to: '49301' },
      { event: 'answer', user: 'agent2@example.com' },
    ];
    for (const fields of events) {
      await fetch(`${sandbox.url}/api/v1/cti/sandbox-cti`, {
        method: 'POST',
        body: new URLSearchParams({ callId: 'c1', direction: 'in', ...fields }),
      });
    }
    expect(await page.until('remote_task')).toMatchObject({ key: 'User-9' });
    page.close();
  });

  it('a task made by token appears in the open desktop page', async () => {
    const page = await follow('/cable', (await openPage('/desktop')).cookie);
    await fetch(`${sandbox.url}/api/v1/taskbar`, {
      method: 'POST',
      headers: { authorization: 'Token token=sandbox-agent1' },
      body: JSON.stringify({ key: 'TicketCreateScreen-1', callback: 'TicketCreate', prio: 1 }),
    });
    expect(await page.until('taskbar:row')).toMatchObject({ key: 'TicketCreateScreen-1' });
    page.close();
  });
});

describe('hooks for tests', () => {
  it('the journal names requests without their secrets', async () => {
    await fetch(`${sandbox.url}/api/v1/cti/sandbox-cti`, {
      method: 'POST',
      body: new URLSearchParams({
        event: 'newCall',
        direction: 'in',
        callId: '1',
        from: '1',
        to: '2',
      }),
    });
    await fetch(`${sandbox.url}/api/v1/users/me`, {
      headers: { authorization: 'Token token=sandbox-agent2' },
    });
    const text = await (await fetch(`${sandbox.url}/sandbox/journal`)).text();
    expect(text).not.toMatch(/sandbox-cti|sandbox-agent2/);
    expect(JSON.parse(text)).toMatchObject([
      { method: 'POST', path: '/api/v1/cti/:token', status: 200, credentials: 'none' },
      { method: 'GET', path: '/api/v1/users/me', credentials: 'token', as: 'agent2@example.com' },
    ]);
  });

  it('an unknown mode is refused with the known ones', async () => {
    const answer = await control({ mode: 'upside-down' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('slow');
  });

  it('a fault can hit one request only', async () => {
    await control({ mode: '500', match: 'GET /api/v1/users/me', times: 1 });
    const statuses = [];
    for (const path of ['available', 'users/me', 'users/me']) {
      const answer = await fetch(`${sandbox.url}/api/v1/${path}`, {
        headers: { authorization: 'Token token=sandbox-agent1' },
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 500, 200]);
  });
});

function control(body: object): Promise<Response> {
  return fetch(`${sandbox.url}/sandbox/control`, { method: 'POST', body: JSON.stringify(body) });
}

it('a port in use is reported, not waited for', async () => {
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ port })).rejects.toThrow(/EADDRINUSE/);
});
