import { afterEach, describe, expect, it } from 'vitest';
import { startTestRelay, storedCalls, testConfig } from '../testing/test-relay.ts';
import { fromTrunk, toUser } from './freeswitch/fake-channels.ts';
import { startFakeFreeswitch } from './freeswitch/fake-freeswitch.ts';
import { startFakeFritzbox } from './fritzbox/fake-fritzbox.ts';
import { startFakeNfon } from './nfon/fake-nfon.ts';
import { participant, startFakeThreecx } from './threecx/fake-threecx.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

async function fakes() {
  const all = {
    freeswitch: await startFakeFreeswitch('hidden-esl'),
    fritzbox: await startFakeFritzbox(),
    nfon: await startFakeNfon(),
    threecx: await startFakeThreecx(),
  };
  ended.push(...Object.values(all).map(({ close }) => close));
  return all;
}

function connectionsTo({ freeswitch, fritzbox, nfon, threecx }: Awaited<ReturnType<typeof fakes>>) {
  const host = '127.0.0.1';
  const options: Record<string, Record<string, unknown>> = {
    freeswitch: { host, port: freeswitch.port, password: 'hidden-esl' },
    fritzbox: { host, port: fritzbox.port },
    nfon: { url: nfon.url, username: 'cti', password: 'pass', account: 'K1234' },
    threecx: { url: threecx.url, clientId: '900', clientSecret: 'key' },
  };
  const links = Object.entries(options).map(([dialect, given]) => ({
    id: dialect,
    dialect,
    secret: `secret-${dialect}`,
    enabled: true,
    options: given,
  }));
  return [...testConfig().connections, ...links];
}

describe('the whole relay with a connection of each kind', () => {
  it('hears all of them, tells no number and no secret to the log, stops at once', async () => {
    const all = await fakes();
    const relay = await startTestRelay({ connections: connectionsTo(all), areaCode: '30' });
    await all.fritzbox.connected();
    await all.nfon.listening();
    await all.freeswitch.asked('api show channels as json');
    await expect.poll(() => relay.logged().match(/connected to the telephone/g)?.length).toBe(4);

    all.fritzbox.say('28.11.26 15:17:43;RING;0;03023125741;22147103;SIP0;');
    all.freeswitch.send(
      fromTrunk('a', '03023125742', '493012300')('CHANNEL_CREATE'),
      toUser('b', 'a', '23')('CHANNEL_CREATE'),
    );
    all.threecx.put(participant('150', 1, 'Ringing', { party_caller_id: '03023125743' }));
    all.nfon.send({
      uuid: 'u',
      caller: '493023125744',
      callee: '20',
      direction: 'inbound',
      extension: '20',
      state: 'ring',
    });
    const heard = async () =>
      (await storedCalls(relay.databaseUrl))
        .map(({ source, from, state }) => `${source} ${from.e164} ${state}`)
        .toSorted();
    await expect
      .poll(heard)
      .toEqual([
        'freeswitch 493023125742 ringing',
        'fritzbox 493023125741 ringing',
        'nfon 493023125744 ringing',
        'threecx 493023125743 ringing',
      ]);
    await relay.close();
    expect(relay.logged()).not.toMatch(/2312574|hidden-esl|token-1|access-1/);
  });

  it('a restart of the relay: calls go on, those that ended meanwhile are closed', async () => {
    const all = await fakes();
    const connections = connectionsTo(all);
    const first = await startTestRelay({ connections, areaCode: '30' });
    all.threecx.put(participant('150', 1, 'Ringing'));
    await all.fritzbox.connected();
    await expect.poll(() => first.logged().match(/connected to the telephone/g)?.length).toBe(4);
    all.threecx.put(participant('150', 1, 'Ringing'));
    all.fritzbox.say('28.11.26 15:17:43;RING;0;03023125741;22147103;SIP0;');
    const states = async () =>
      (await storedCalls(first.databaseUrl))
        .map(({ source, state, missed }) => `${source} ${state} ${missed}`)
        .toSorted();
    await expect.poll(states).toEqual(['fritzbox ringing false', 'threecx ringing false']);
    await first.close();

    all.threecx.remove('150', 1);
    const second = await startTestRelay(
      { connections, areaCode: '30' },
      { databaseUrl: first.databaseUrl },
    );
    await expect.poll(() => second.logged().match(/connected to the telephone/g)?.length).toBe(4);
    await all.fritzbox.connected();
    all.fritzbox.say('28.11.26 15:17:50;DISCONNECT;0;4;');
    await expect.poll(states).toEqual(['fritzbox ended false', 'threecx ended true']);
  });
});
