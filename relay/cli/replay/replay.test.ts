import { linkSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOffhook } from '../../testing/relay-process.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import { SECRET, startTestRelay, storedCalls } from '../../testing/test-relay.ts';

async function relayWith(changes: Parameters<typeof startTestRelay>[0] = {}) {
  const relay = await startTestRelay(changes);
  const env = {
    OFFHOOK_DATABASE_URL: relay.databaseUrl,
    OFFHOOK_CTI_TOKEN: SECRET,
    OFFHOOK_PORT: new URL(relay.url).port,
  };
  const replay = (...args: string[]) => runOffhook(['replay', ...args], env).ended;
  return { ...relay, env, replay };
}

const DAY = [
  'event=newCall&callId=1&direction=in&from=493023125741&to=493012300&user[]=Ada&user[]=Bob',
  'event=answer&callId=1&user=Bob',
  'event=newCall&callId=2&direction=in&from=anonymous&to=493012300&queue=support',
  'event=hangup&callId=1&cause=normalClearing',
  'event=hangup&callId=2&cause=cancel',
  'event=hangup&callId=2&cause=cancel',
];
const RANGE = ['--from', '1', '--to', '99'];

/** What must be the same afterwards. */
async function outcome(databaseUrl: string) {
  return (await storedCalls(databaseUrl)).map((call) => ({
    from: call.from,
    to: call.to,
    state: call.state,
    missed: call.missed,
    cause: call.cause,
    ringing: call.everRang.map(({ name }) => name),
    answeredBy: call.answeredBy?.name,
    blocked: call.blocked,
  }));
}

describe('SE15: a range of the journal again', () => {
  it('into another database: same calls, same times, same decisions', async () => {
    const blocked = [{ number: '+4990*', reason: 'busy' as const }];
    const { push, replay, databaseUrl } = await relayWith({ blocked });
    for (const body of DAY) await push(body);
    await push('event=newCall&callId=3&direction=in&from=49900123456&to=493012300');
    const copy = `sqlite:${tempFolder()}/copy.db`;
    const { code, out } = await replay(...RANGE, '--database', copy);
    expect([code, out]).toEqual([0, '7 events, 3 calls, 1 late.\n']);
    expect(await outcome(copy)).toEqual(await outcome(databaseUrl));
    const times = async (url: string) => (await storedCalls(url)).map((call) => call.startedAt);
    expect(await times(copy)).toEqual(await times(databaseUrl));
    const events = await runOffhook(['events', '--database', copy], {}).ended;
    expect(events.out).toContain('rejected (busy)');
  });
  it('a part of it', async () => {
    const { push, replay } = await relayWith();
    for (const body of DAY) await push(body);
    const copy = `sqlite:${tempFolder()}/copy.db`;
    await replay('--from', '3', '--to', '3', '--database', copy);
    expect(await outcome(copy)).toMatchObject([{ from: { withheld: true }, state: 'ringing' }]);
  });
  it('into a test relay, as generic pushes, and again as other calls', async () => {
    const source = await relayWith();
    for (const body of DAY) await source.push(body);
    const target = await startTestRelay();
    const into = ['--into', target.url, '--token', SECRET];
    const { code, out } = await source.replay(...RANGE, ...into);
    expect([code, out]).toEqual([0, expect.stringContaining('6 of 6 events told')]);
    expect(await outcome(target.databaseUrl)).toMatchObject([
      { missed: false, answeredBy: 'Bob', ringing: ['Ada', 'Bob'], state: 'ended' },
      { missed: true, from: { withheld: true }, state: 'ended' },
    ]);
    await source.replay(...RANGE, ...into);
    expect(await storedCalls(target.databaseUrl)).toHaveLength(4);
  });
  it('says that masked numbers are lost', async () => {
    const { push, replay } = await relayWith({ journal: { maskNumbers: true } });
    await push(DAY[0] ?? '');
    const copy = `sqlite:${tempFolder()}/copy.db`;
    const { out } = await replay(...RANGE, '--database', copy);
    expect(out).toContain('1 hold masked numbers');
  });
  it('never into itself: by its name, a link to it, or its own address', async () => {
    const { push, replay, databaseUrl, url } = await relayWith();
    await push(DAY[0] ?? '');
    const file = databaseUrl.slice('sqlite:'.length);
    const folder = tempFolder();
    linkSync(file, `${folder}/hard.db`);
    symlinkSync(file, `${folder}/soft.db`);
    for (const path of [file, `${folder}/hard.db`, `${folder}/soft.db`]) {
      const { code, out } = await replay(...RANGE, '--database', `sqlite:${path}`);
      expect([code, out]).toEqual([2, expect.stringContaining('is the journal itself')]);
    }
    for (const address of [url, url.replace('127.0.0.1', 'localhost')]) {
      const { code, out } = await replay(...RANGE, '--into', address, '--token', SECRET);
      expect([code, out]).toEqual([2, expect.stringContaining('whose journal this is')]);
    }
    expect(await storedCalls(databaseUrl)).toHaveLength(1);
  });
});

describe('SE6: wrong calls of replay', () => {
  const other = ['--into', 'http://127.0.0.1:9', '--token', 'x'];
  it.each([
    [[], 2, '--from is missing'],
    [['--from', '1'], 2, '--to is missing'],
    [['--from', '0', '--to', '1'], 2, '--from must be a whole number'],
    [['--from', '2', '--to', '1', ...other], 2, '--to must not be before --from'],
    [RANGE, 2, 'Say where to'],
    [[...RANGE, ...other, '--database', 'sqlite:x'], 2, 'Say where to'],
    [[...RANGE, '--into', 'http://127.0.0.1:9'], 2, '--into needs --token'],
    [[...RANGE, '--into', 'nonsense', '--token', 'x'], 2, '--into must be the address'],
    [[...RANGE, ...other], 1, 'No relay answers'],
    [['--from', '50', '--to', '60', ...other], 1, 'nothing between these positions'],
  ])('%j', async (args, exit, message) => {
    const { push, replay } = await relayWith();
    await push(DAY[0] ?? '');
    const { code, out } = await replay(...args);
    expect([code, out]).toEqual([exit, expect.stringContaining(message)]);
  });
  it('a wrong token, or no relay there', async () => {
    const source = await relayWith();
    await source.push(DAY[0] ?? '');
    const target = await startTestRelay();
    const wrong = await source.replay(...RANGE, '--into', target.url, '--token', 'wrong-token');
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('does not know this')]);
    const no = await source.replay(...RANGE, '--into', `${target.url}/x`, '--token', SECRET);
    expect([no.code, no.out]).toEqual([1, expect.stringContaining('is no relay of Offhook')]);
  });
  it('a target that is no database', async () => {
    const { push, replay } = await relayWith();
    await push(DAY[0] ?? '');
    const file = `${tempFolder()}/x.db`;
    writeFileSync(file, 'no database '.repeat(1_000));
    const { code, out } = await replay(...RANGE, '--database', `sqlite:${file}`);
    expect([code, out]).toEqual([1, expect.stringContaining('x.db')]);
  });
});
