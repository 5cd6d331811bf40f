/** One handler for each method of the contract. */
import type { ConnectionView } from '../../lib/rpc/contract.ts';
import type { Handlers } from '../../lib/rpc/server.ts';
import { callsHandlers } from './handlers-calls.ts';
import { notesHandlers } from './handlers-notes.ts';
import { peopleHandlers } from './handlers-people.ts';
import { privacyHandlers } from './handlers-privacy.ts';
import { settingsHandlers } from './handlers-settings.ts';
import type { Services } from './services.ts';

const ok = <T>(value: T) => ({ ok: true as const, value });

export function createHandlers(services: Services): Handlers {
  const { cards, openCall, dial, connect, notices } = services;
  return {
    ...peopleHandlers(services),
    ...notesHandlers(services),
    ...callsHandlers(services),
    ...settingsHandlers(services),
    ...privacyHandlers(services),
    'call.accept': ({ callId }, { tabId }) => openCall.accept(callId, tabId),
    'call.open': (input, { tabId }) => openCall.open(input, tabId),
    'call.dismiss': async ({ callId }) => {
      const known = cards.change(callId, (view) => ({ ...view, dismissed: true }));
      if (!known) return { ok: false, code: 'call/unknown' };
      notices.clear(callId);
      return ok(null);
    },
    'dial.check': async ({ text }) => dial.check(text),
    'dial.start': ({ text }) => dial.start(text),
    'calls.list': async () => ok(cards.all().map(({ view }) => view)),
    'connection.get': async () => ok(connectionView(services)),
    'connect.suggest': async () => ok(await connect.suggest()),
    'connect.probe': ({ zammadUrl }) => connect.probe(zammadUrl),
    'connect.createToken': ({ zammadUrl }) => connect.createToken(zammadUrl),
    'connect.save': (input) => connect.save(input),
    'connect.check': () => connect.check(),
    'connect.disconnect': () => connect.disconnect(),
  };
}

function connectionView({ accounts, link, preferences }: Services): ConnectionView {
  const { zammad, relay } = accounts.connection();
  return {
    ...link.view(),
    ...(relay ? { relayUrl: relay.url } : {}),
    ...(zammad ? { zammadUrl: zammad.url, agent: { name: zammad.name, login: zammad.login } } : {}),
    phone: preferences.settings().phone,
  };
}
