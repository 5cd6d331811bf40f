/** Where tokens must not be, and who must not be listened to. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDA } from '../harness/callers.ts';
import { cardFor, expectTickets } from '../harness/cards.ts';
import { launchChromium } from '../harness/chromium.ts';
import { connect } from '../harness/connect.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';
import { RELAY_SECRET } from '../harness/relay.ts';
import { contentWorlds } from '../harness/worlds.ts';

test('tokens are in no content script, page, address or log line', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(uisOfRun()[0]!);
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  const call = await ring({ from: IDA.number });
  const card = cardFor(page, IDA.name);
  await expectTickets(card);
  await card.getByTestId('open-profile').click();
  await call.hangup();

  const background = await offhook.browser.background();
  const stored = await background.evaluate(async () => {
    const scope = globalThis as unknown as {
      chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> };
    };
    return JSON.stringify([
      await scope.chrome.storage.local.get(),
      await scope.chrome.storage.session.get(),
    ]);
  });
  const token = offhook.target.agents[0].token;
  // The device token is the only other long secret in there.
  const device = /"(?:deviceToken|device)":"([^"]{20,})"/.exec(stored)?.[1];
  expect(stored, 'the background keeps the token').toContain(token);
  expect(device, 'the background keeps the device token').toBeDefined();
  const secrets = [token, device!];

  const worlds = await contentWorlds(page);
  expect(worlds.some((world) => world.ours)).toBe(true);
  const places: Record<string, string> = {
    page: await page.evaluate(
      () =>
        document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
    ),
    card: await page.evaluate(
      () => document.querySelector('offhook-cards')?.shadowRoot?.innerHTML ?? '',
    ),
    console: consoleLines.join('\n'),
    addresses: offhook.zammad.paths.join('\n'),
    'log of the relay': offhook.relay.log(),
    ...Object.fromEntries(worlds.map((world) => [`world ${world.name}`, world.values])),
  };
  for (const [place, text] of Object.entries(places)) {
    for (const secret of secrets) expect(text.includes(secret), `a token in: ${place}`).toBe(false);
  }
  expect(offhook.relay.log()).not.toContain(RELAY_SECRET);
  // Personal data is no log's business either.
  expect(offhook.relay.log()).not.toContain('609854180');
  expect(offhook.relay.log()).not.toContain(IDA.name);
});

test('the content script cannot read what the background stores', async ({ zammadTab }) => {
  const page = await zammadTab(uisOfRun()[0]!);
  const worlds = await contentWorlds(page);
  const ours = worlds.find((world) => world.ours)!;
  expect(await ours.run('chrome.storage.session.get().then(() => "read", () => "refused")')).toBe(
    'refused',
  );
});

test('what a content script asks beyond its role is refused', async ({ zammadTab }) => {
  const page = await zammadTab(uisOfRun()[0]!);
  const ours = (await contentWorlds(page)).find((world) => world.ours)!;
  for (const method of [
    'connection.get',
    'settings.get',
    'settings.set',
    'calls.list',
    'connect.check',
    'connect.disconnect',
    'connect.save',
    'connect.createToken',
  ]) {
    const answer = await ours.run(
      `chrome.runtime.sendMessage({ offhook: 1, method: ${JSON.stringify(method)}, input: {} }).then((x) => JSON.stringify(x) ?? 'silence', () => 'silence')`,
    );
    expect(answer, method).toMatch(/internal\/refused|internal\/invalid|silence/);
    expect(answer, method).not.toContain('"ok":true');
  }
});

test('a web page is not listened to', async ({ zammadTab, offhook }) => {
  const page = await zammadTab(uisOfRun()[0]!);
  const answer = await page.evaluate(async (id) => {
    const scope = globalThis as unknown as {
      chrome?: { runtime?: { sendMessage?(id: string, message: object): Promise<unknown> } };
    };
    if (!scope.chrome?.runtime?.sendMessage) return 'no way to speak';
    return scope.chrome.runtime
      .sendMessage(id, { offhook: 1, method: 'connection.get', input: {} })
      .then(
        (value) => JSON.stringify(value) ?? 'silence',
        () => 'silence',
      );
  }, offhook.browser.extensionId);
  expect(['no way to speak', 'silence']).toContain(answer);
});

test('a message posted by the page dials, opens and dismisses nothing', async ({
  zammadTab,
  ring,
  offhook,
}) => {
  const page = await zammadTab(uisOfRun()[0]!);
  await ring({ from: IDA.number });
  const card = cardFor(page, IDA.name);
  await expect(card).toBeVisible();
  const address = page.url();
  await page.evaluate(() => {
    for (const method of ['call.dismiss', 'call.open', 'note.send', 'dial.start']) {
      const message = {
        offhook: 1,
        method,
        input: { callId: '1', text: '+4930609854180', what: 'profile' },
      };
      postMessage(message, '*');
      dispatchEvent(new CustomEvent('offhook', { detail: message }));
    }
  });
  const requests = offhook.zammad.requests.length;
  await expect(card).toBeVisible();
  expect(page.url()).toBe(address);
  expect(offhook.zammad.requests.slice(requests).filter((one) => one.method === 'POST')).toEqual(
    [],
  );
});

test('a foreign extension and a foreign page are refused', async ({ offhook }) => {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-foreign-'));
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Foreign',
      version: '1',
      background: { service_worker: 'worker.js' },
    }),
  );
  writeFileSync(join(folder, 'worker.js'), 'globalThis.foreign = true;');
  const server = createServer((_, outgoing) =>
    outgoing.setHeader('content-type', 'text/html').end('<p>elsewhere</p>'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser = await launchChromium({ alsoLoad: [folder] });
  try {
    await browser.preGrant(offhook.zammad.url);
    await connect(browser, {
      zammadUrl: offhook.zammad.url,
      token: offhook.target.agents[0].token,
      relayUrl: offhook.relay.url,
    });
    const foreign =
      browser.context.serviceWorkers().find((one) => one.url().endsWith('/worker.js')) ??
      (await browser.context.waitForEvent('serviceworker', (one) =>
        one.url().endsWith('/worker.js'),
      ));
    const answers = await foreign.evaluate(async (id) => {
      const scope = globalThis as unknown as {
        chrome: {
          runtime: {
            sendMessage(id: string, message: object): Promise<unknown>;
            connect(
              id: string,
              info: object,
            ): {
              onDisconnect: { addListener(f: () => void): void };
              onMessage: { addListener(f: () => void): void };
            };
          };
        };
      };
      const message = await scope.chrome.runtime
        .sendMessage(id, { offhook: 1, method: 'connection.get', input: {} })
        .then(
          (value) => JSON.stringify(value) ?? 'silence',
          () => 'silence',
        );
      const port = await new Promise<string>((resolve) => {
        const opened = scope.chrome.runtime.connect(id, { name: 'cards' });
        opened.onDisconnect.addListener(() => resolve('closed'));
        opened.onMessage.addListener(() => resolve('cards'));
      });
      return { message, port };
    }, browser.extensionId);
    expect(answers).toEqual({ message: 'silence', port: 'closed' });

    // Same host, another origin: no card, no listener.
    const elsewhere = await browser.context.newPage();
    await elsewhere.goto(`http://127.0.0.1:${port}/`);
    const call = await offhook.pbx.ring({ from: IDA.number, users: [offhook.me.name] });
    const popup = await browser.openPage('popup.html');
    await expect(popup.getByText(IDA.name).first()).toBeVisible();
    await expect(elsewhere.locator('offhook-cards [data-testid=card]')).toHaveCount(0);
    await call.hangup('cancel');
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
