import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALICE, type Bench, startBench } from './testing/bench.ts';
import { ringing } from './testing/calls.ts';
import { type Client, connect } from './testing/client.ts';
import { type Candidate, electLead } from './lead.ts';

const candidate = (more: Partial<Candidate>): Candidate => ({
  deviceId: 'a',
  phone: 'on',
  activeAt: 0,
  joined: 1,
  ...more,
});

describe('HB9: who leads', () => {
  it('the most recently used with its phone on', () => {
    const old = candidate({ deviceId: 'a', activeAt: 5 });
    const recent = candidate({ deviceId: 'b', activeAt: 9, joined: 2 });
    const quiet = candidate({ deviceId: 'c', activeAt: 99, joined: 3, phone: 'quiet' });
    expect(electLead([old, recent, quiet])).toBe(recent);
    expect(electLead([quiet])).toBeUndefined();
    expect(electLead([])).toBeUndefined();
  });
  it('of one device only its newest stream', () => {
    const dead = candidate({ activeAt: 50, joined: 1 });
    const back = candidate({ activeAt: 0, joined: 2 });
    expect(electLead([dead, back])).toBe(back);
    expect(electLead([dead, { ...back, phone: 'quiet' }])).toBeUndefined();
  });
});

describe('HB9: over real sockets', () => {
  let bench: Bench;
  let home: Client;
  let office: Client;
  beforeEach(async () => {
    bench = await startBench({ agents: [ALICE] });
    home = connect(bench.url, { token: await bench.pair(ALICE, 'home') });
    await home.next('welcome');
    office = connect(bench.url, { token: await bench.pair(ALICE, 'office') });
    await office.next('welcome');
  });
  afterEach(() => bench.close());

  const active = (client: Client, ago: number, phone = 'on') =>
    client.send({ type: 'presence', phone, activeAt: bench.clock.now() - ago });
  /** What each device was told last about a call; waits until exactly these flags came. */
  async function leads(id: string, flags: { home: boolean; office: boolean }): Promise<void> {
    const of = (client: Client) => client.calls().findLast(({ call }) => call.id === id)?.lead;
    const told = (client: Client, lead: boolean) =>
      client.next('call', () => of(client) === lead).then(() => undefined);
    await Promise.all([told(home, flags.home), told(office, flags.office)]);
  }

  it('rings on one device only, and moves on when that one closes', async () => {
    active(home, 100);
    active(office, 50_000);
    await bench.changes.commit(ringing('c1'));
    await leads('c1', { home: true, office: false });
    const version = office.calls()[0]?.call.version;
    await home.close();
    await office.next('call', ({ call }) => call.id === 'c1' && call.version === version);
    const moved = () => office.calls().at(-1)?.lead;
    await office.next('call', () => moved() === true);
  });
  it('moves to the device that is taken up, and to nobody when all are quiet', async () => {
    active(home, 100);
    await bench.changes.commit(ringing('c1'));
    await leads('c1', { home: true, office: false });
    active(office, 0);
    await leads('c1', { home: false, office: true });
    active(office, 0, 'quiet');
    await leads('c1', { home: true, office: false });
    active(home, 0, 'quiet');
    await leads('c1', { home: false, office: false });
  });
  it('moves with a call that is being handed over, too', async () => {
    active(home, 100);
    const party = { name: 'Bob' };
    const offered = {
      ...ringing('c1'),
      state: 'talking' as const,
      ringing: [{ name: ALICE.name }],
    };
    await bench.changes.commit({
      ...offered,
      everRang: offered.ringing,
      talkers: [{ party, fromAt: 5, toAt: 9 }],
      answeredAt: 5,
    });
    await leads('c1', { home: true, office: false });
    active(office, 0);
    await leads('c1', { home: false, office: true });
    expect(office.calls().at(-1)?.call.state).toBe('ringing');
  });
  it('a clock ahead of ours does not hold the lead for ever', async () => {
    active(home, -1_000_000_000);
    await bench.changes.commit(ringing('c1'));
    await leads('c1', { home: true, office: false });
    bench.clock.advance(10);
    active(office, 0);
    await leads('c1', { home: false, office: true });
  });
});
