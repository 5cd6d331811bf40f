import type { ChromiumWithOffhook } from './chromium.ts';

/** Ids of the desktop notifications on screen. */
export async function desktopNotices(browser: ChromiumWithOffhook): Promise<string[]> {
  const background = await browser.background();
  return background.evaluate(async () => {
    const scope = globalThis as unknown as {
      chrome: { notifications: { getAll(): Promise<Record<string, boolean>> } };
    };
    return Object.keys(await scope.chrome.notifications.getAll());
  });
}
