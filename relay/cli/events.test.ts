import { writeFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { SECRET, startTestRelay } from '../testing/test-relay.ts';

/** A relay in this process; commands are real processes on its database. */
async function relayWith(changes: Parameters<typeof startTestRelay>[0] = {}) {
  const relay = await startTestRelay(changes);
  const env = { OFFHOOK_DATABASE_URL: relay.databaseUrl, OFFHOOK_CTI_TOKEN: SECRET };
  const events = (...args: string[]) => runOffhook(['events', ...args], env);
  return { ...relay, env, events };
}

const NEW = 'event=newCall&callId=1&direction=in&from=493023125741&to=493012300&user[]=Ada';

describe('SE9: following a running relay', () => {
  it('shows what comes, refusals in between, and ends with Ctrl-C', async () => {
    const { push, url, events } = await relayWith();
    await push(NEW);
    const follow = events('--follow');
    await follow.printed('raw event=newCall');
    await push('event=answer&callId=1&user=Ada');
    await fetch(`${url}/api/v1/cti/wrong-secret`, { method: 'POST', body: NEW });
    await push('event=hangup&callId=1&cause=normalClearing');
    await follow.printed('ended: normalClearing');
    follow.child.kill('SIGINT');
    const { code, out } = await follow.ended;
    expect(code).toBe(0);
    expect(out).toMatch(/ringing → talking/);
    expect(out).toContain('refused 401  no connection has this secret');
    expect(out).toContain('from +49 30 23125741');
    expect(out.match(/raw event=newCall/g)).toHaveLength(1);
    expect(out).not.toContain('wrong-secret');
  });
  it('says what Zammad was told and what it said', async () => {
    const zammad = await startStrictZammad();
    const forward = { url: zammad.url, agentReference: false, ask: false };
    const { push, events } = await relayWith({
      zammad: { forward: { ...forward, transfers: false, internal: false } },
    });
    const follow = events('-f');
    await push(NEW);
    const out = await follow.printed('sent');
    expect(out).toMatch(/→ Zammad {2}newCall .*sent/);
    expect(out).toContain('from=493023125741');
    follow.child.kill('SIGTERM');
    expect((await follow.ended).code).toBe(0);
  });
});

describe('SE10: one look at the journal', () => {
  it('filters, shortens, masks, counts', async () => {
    const { push, events } = await relayWith();
    await push(NEW);
    await push('event=newCall&callId=2&direction=in&from=4922147103341&to=493012300');
    const run = async (...args: string[]) => (await events(...args).ended).out;
    expect(await run('--number', '030 23125741')).toMatch(/^[^\n]*new[^\n]*\n/);
    expect(await run('--number', '030 23125741')).not.toContain('221');
    expect(await run('--call', '2')).toContain('+49 221');
    expect(await run('--limit', '1')).not.toContain('23125741');
    const masked = await run('--mask', '--raw');
    expect(masked).toContain('741');
    expect(masked).not.toMatch(/23125|4710/);
    expect(await run('--since', '2030-01-01')).toContain('Nothing in the journal.');
    const lines = (await run('--json')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { type: 'event', seq: 1, state: 'ringing', event: { callId: '1' }, stateBefore: null },
      { type: 'event', seq: 2, verdict: { action: 'continue' }, answer: '{}' },
    ]);
  });
  it('masks what was stored before masking was switched on', async () => {
    const { push, env } = await relayWith();
    await push(NEW);
    const file = `${tempFolder()}/config.json`;
    writeFileSync(file, '{"version": 1, "journal": {"maskNumbers": true}}');
    const { out } = await runOffhook(['events'], { ...env, OFFHOOK_CONFIG: file }).ended;
    expect(out).toContain('741');
    expect(out).not.toContain('23125');
  });
});

describe('SE5: nothing from outside moves the cursor', () => {
  it('in names, causes, ids, refused input and JSON', async () => {
    const { push, events } = await relayWith();
    const evil = '\u001b[2J\u009b31m\u0007\u202e\u0000';
    const field = encodeURIComponent(evil);
    await push(`${NEW}${field}&from=${field}&queue=${field}&callId=${field}`);
    await push(`event=hangup&callId=2&cause=${field}`);
    await push(`event=${field}`);
    await push(Buffer.from(`event=x&${evil}`) as unknown as string);
    for (const args of [[], ['--raw'], ['--json'], ['--mask', '--raw']]) {
      const { code, out } = await events(...args).ended;
      expect(code).toBe(0);
      expect(out).toMatch(/x1b|u001b|%1B/i);
      // oxlint-disable-next-line no-control-regex -- what must not come out
      expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  });
});

describe('SE6: wrong calls', () => {
  it.each([
    [['--folow'], 'folow'],
    [['--limit', 'x'], '--limit must be a whole number'],
    [['--since', 'x'], '--since must be like'],
    [['x'], '"x" is not understood here'],
    [['--call'], 'argument missing'],
  ])('%j', async (args, message) => {
    const { events } = await relayWith();
    const { code, out } = await events(...args).ended;
    expect([code, out]).toEqual([2, expect.stringContaining(message)]);
  });
  it('a connection that does not exist is no silence', async () => {
    const { events } = await relayWith();
    const { code, out } = await events('--connection', 'mian').ended;
    expect([code, out]).toEqual([2, expect.stringContaining('Known: main')]);
  });
});

describe('SE11: databases that cannot be read', () => {
  async function look(databaseUrl: string) {
    const env = { OFFHOOK_DATABASE_URL: databaseUrl };
    const { code, out } = await runOffhook(['events'], env).ended;
    expect(code).toBe(1);
    expect(out).not.toContain('at file:');
    return out;
  }
  it('none: says what to do, makes none', async () => {
    const url = `sqlite:${tempFolder()}/none.db`;
    expect(await look(url)).toContain('There is no database');
    expect(await look(url)).toContain('There is no database');
  });
  it('damaged', async () => {
    const file = `${tempFolder()}/damaged.db`;
    writeFileSync(file, 'SQLite format 3\u0000 and then nothing of it'.repeat(100));
    expect(await look(`sqlite:${file}`)).toMatch(/damaged|cannot be read/);
    writeFileSync(file, 'no database at all, but some text '.repeat(100));
    expect(await look(`sqlite:${file}`)).toContain('is damaged');
  });
  it('somebody else’s', async () => {
    const file = `${tempFolder()}/other.db`;
    const other = new SQLite(file);
    other.exec('create table x (y)');
    other.close();
    expect(await look(`sqlite:${file}`)).toContain('is no database of Offhook');
  });
  it('locked', async () => {
    const file = `${tempFolder()}/locked.db`;
    await (await openDatabase(`sqlite:${file}`)).close();
    const holder = new SQLite(file);
    onTestFinished(() => void holder.close());
    holder.pragma('journal_mode = DELETE');
    holder.exec('begin exclusive');
    expect(await look(`sqlite:${file}`)).toContain('locked by another program');
  });
});

describe('SE14: pipes', () => {
  it('a reader that has enough is no failure', async () => {
    const { push, events } = await relayWith();
    for (let id = 0; id < 300; id++) {
      await push(`event=newCall&callId=${id}&from=493023125741&to=23&user=${'x'.repeat(900)}`);
    }
    const all = events('--raw', '--limit', '1000');
    all.child.stdout?.once('data', () => all.child.stdout?.destroy());
    let errors = '';
    all.child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const { code } = await all.ended;
    expect([code, errors]).toEqual([0, '']);
  });
  it('no colours into a pipe', async () => {
    const { push, events } = await relayWith();
    await push(NEW);
    // oxlint-disable-next-line no-control-regex -- what must not come out
    expect((await events().ended).out).not.toMatch(/\u001b/);
  });
});
