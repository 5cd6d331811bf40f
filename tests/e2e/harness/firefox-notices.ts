/**
 * The desktop's notification service for Firefox on a machine that has none: shows what it is given
 * until it is closed, and tells of a close a moment later, as the ones of real desktops do.
 */
import type { FirefoxWithOffhook } from './firefox.ts';

const INSTALL = `(() => {
  const shown = new Map();
  const tell = (each, topic) => Services.tm.dispatchToMainThread(() => each.listener?.observe(null, topic, each.cookie));
  const remove = (name) => {
    const each = shown.get(name);
    shown.delete(name);
    if (each) tell(each, 'alertfinished');
  };
  const service = {
    QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
    showAlert({ name, title, text, cookie }, listener) {
      remove(name);
      const each = { title, text, cookie, listener };
      shown.set(name, each);
      tell(each, 'alertshow');
    },
    closeAlert: remove,
  };
  const factory = {
    QueryInterface: ChromeUtils.generateQI(['nsIFactory']),
    createInstance: (iid) => service.QueryInterface(iid),
  };
  Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
    Services.uuid.generateUUID(), 'desktop of a test', '@mozilla.org/alerts-service;1', factory);
  globalThis.shownByTest = shown;
})()`;

/** Answers what reads the titles and texts that are on screen. */
export async function giveDesktop({
  inWindow,
}: FirefoxWithOffhook): Promise<() => Promise<string[]>> {
  await inWindow(INSTALL);
  return () => inWindow("[...shownByTest.values()].map(({ title, text }) => title + '\\n' + text)");
}
