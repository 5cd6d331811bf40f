/** The background: only wiring. Every listener is there at once, so that any event can wake it. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { storage } from 'wxt/utils/storage';
import { createServer } from '../../lib/rpc/server.ts';
import { createHandlers } from './handlers.ts';
import { listenToNotices } from './notice-events.ts';
import { openPanel } from './open-panel.ts';
import type { Port } from './ports.ts';
import { createServices } from './services.ts';

/** Second starter besides the connection itself; 30 s is the shortest that Chrome allows. */
const ALARM = 'wake';

export default defineBackground({
  type: 'module',
  main() {
    const services = createServices({
      browser,
      storage,
      firefox: import.meta.env.FIREFOX,
      // Shown among the extension's errors; there is no other log.
      log: (message, error) => reportError(new Error(`offhook: ${message}`, { cause: error })),
    });
    const { ready, ports, contentScripts, accounts, log } = services;
    const background = (work: Promise<unknown>) => void work.catch((error) => log('failed', error));

    const answer = createServer({
      handlers: createHandlers(services),
      roleOf: services.roleOf,
      onError: (id, method, error) => log(`${method} failed (${id})`, error),
      newId: services.newId,
    });
    browser.runtime.onMessage.addListener((message, sender, respond) => {
      const answered = answer(message, sender);
      if (!answered) return undefined;
      void answered.then(respond);
      return true;
    });
    browser.runtime.onConnect.addListener((port) => background(ports.connect(port as Port)));
    browser.alarms.onAlarm.addListener(() => background(services.wake()));
    browser.runtime.onStartup.addListener(() =>
      background(ready.then(() => contentScripts.ensure(accounts.zammadOrigin()))),
    );
    browser.runtime.onInstalled.addListener(() =>
      background(ready.then(() => contentScripts.ensure(accounts.zammadOrigin(), true))),
    );
    browser.permissions.onRemoved.addListener(() =>
      background(ready.then(() => contentScripts.ensure(accounts.zammadOrigin()))),
    );
    listenToNotices(browser, services, background);
    browser.commands.onCommand.addListener((command, tab) => {
      if (command === 'open-panel') background(openPanel(browser, tab?.windowId));
      if (command === 'show-card') background(ready.then(() => services.focusCard()));
      if (command === 'accept-offer') background(ready.then(() => services.acceptOffer()));
    });
    self.addEventListener('online', () => services.link.hint());

    void browser.alarms.create(ALARM, { periodInMinutes: 0.5 });
    background(services.wake());
  },
});
