/** Opens a browser with the extension loaded and connected to the sandbox, and rings one call. */
import { join } from 'node:path';
import { cardFor, painted } from '../../tests/e2e/harness/cards.ts';
import { type ChromiumWithOffhook, launchChromium } from '../../tests/e2e/harness/chromium.ts';
import { connect } from '../../tests/e2e/harness/connect.ts';
import { type Ringing, createPbx } from '../../tests/e2e/harness/pbx.ts';
import { ROOT } from '../setup/root.ts';
import type { StartedServers } from './servers.ts';

const CALLER = '4930609854180';
const TOKEN = 'sandbox-agent1';

async function openDemo(servers: StartedServers, headless: boolean): Promise<ChromiumWithOffhook> {
  const browser = await launchChromium({ headless, viewport: { width: 1280, height: 800 } });
  if (headless) await browser.preGrant(zammadOf(servers));
  await connect(browser, {
    zammadUrl: zammadOf(servers),
    token: TOKEN,
    relayUrl: servers.relayUrl,
  });
  return browser;
}

/** Rings, waits for the painted card, saves the picture. The browser is closed afterwards. */
export async function ringDemo(
  servers: StartedServers,
  options: { headless: boolean; screenshot?: string },
): Promise<void> {
  const browser = await openDemo(servers, options.headless);
  let call: Ringing | undefined;
  try {
    const page = await browser.context.newPage();
    await page.goto(`${zammadOf(servers)}/`);
    call = await ringAlice(servers);
    // Calls of earlier demos may still ring; the newest is on top.
    const card = cardFor(page, 'Ida Plus').first();
    await painted(card);
    process.stdout.write('the card is painted\n');
    // The picture shows the card at rest, with its tickets.
    await card.getByTestId('open-ticket').first().waitFor();
    await card.evaluate((element) =>
      Promise.allSettled(element.getAnimations().map((animation) => animation.finished)),
    );
    if (options.screenshot !== undefined) {
      const path = join(ROOT, options.screenshot);
      await page.screenshot({
        path: options.screenshot.startsWith('/') ? options.screenshot : path,
      });
      process.stdout.write(`picture: ${options.screenshot}\n`);
    }
  } finally {
    await call?.hangup('cancel');
    await browser.close();
  }
}

/**
 * A window to play with; it stays until the person closes it. A call rings already: its card is
 * there as soon as the person has connected the extension on the page in front.
 */
export async function launchHeaded(servers: StartedServers): Promise<void> {
  const browser = await launchChromium({ headless: false });
  const page = await browser.context.newPage();
  await page.goto(`${zammadOf(servers)}/`);
  await browser.openPage('options.html');
  await ringAlice(servers);
}

function ringAlice(servers: StartedServers) {
  const pbx = createPbx(() => servers.relayUrl, servers.secret ?? '');
  return pbx.ring({ from: CALLER, users: ['Alice Agent'], queue: 'support' });
}

function zammadOf(servers: StartedServers): string {
  if (!servers.sandboxUrl)
    throw new Error('the demo rings in the sandbox: leave OFFHOOK_ZAMMAD_URL unset');
  return servers.sandboxUrl;
}
