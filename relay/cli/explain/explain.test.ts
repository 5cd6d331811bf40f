import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../store/database.ts';
import { DIALECTS } from '../../pbx/registry.ts';
import { pushSamples, recordings, sampleOptions } from '../../testing/pbx-samples.ts';
import { runOffhook } from '../../testing/relay-process.ts';
import { tempFolder } from '../../testing/temp-folder.ts';

const CONFIG = {
  version: 1,
  homeCountry: 'DE',
  areaCode: '30',
  connections: [{ id: 'main', dialect: 'generic', secret: 'generic-secret' }],
  extensions: '^\\d{2,4}$',
  agents: [
    { login: 'ada@example.com', extensions: ['23'], names: ['Ada Agent'] },
    { login: 'bob@example.com', extensions: ['24'], names: [] },
  ],
  lines: [{ match: '+493012300', label: 'Support' }],
  queues: [{ name: 'support', match: ['support'], agents: ['bob@example.com'] }],
  blocked: [{ number: '+49900*' }],
};

function setUp(config: object = CONFIG) {
  const folder = tempFolder();
  writeFileSync(`${folder}/config.json`, JSON.stringify(config));
  const databaseUrl = `sqlite:${folder}/offhook.db`;
  const env = { OFFHOOK_CONFIG: `${folder}/config.json`, OFFHOOK_DATABASE_URL: databaseUrl };
  return {
    folder,
    databaseUrl,
    explain(text: string, ...args: string[]) {
      writeFileSync(`${folder}/recording`, text);
      return runOffhook(['explain', `${folder}/recording`, ...args], env).ended;
    },
  };
}

const call = (about: string, id = '1') => `event=newCall&callId=${id}&to=493012300&${about}`;

describe('SE13: a dry run', () => {
  it('parsed, matched, answered, shown to whom, told to Zammad', async () => {
    const { explain, databaseUrl } = setUp();
    const { db, close } = await openDatabase(databaseUrl);
    const ada = { email: '', name: 'Ada Agent', phone: '', mobile: '', updated_at: 0 };
    await db
      .insertInto('agents')
      .values({ id: 5, login: 'ada@example.com', ...ada })
      .execute();
    const { code, out } = await explain(call('from=03023125741&user[]=Ada Agent&direction=in'));
    expect(code).toBe(0);
    expect(out).toMatch(/parsed +direction in, from \+49 30 23125741/);
    expect(out).toMatch(/call +ringing/);
    expect(out).toMatch(/answer +let through: \{\}/);
    expect(out).toMatch(/matched +line Support; Ada Agent is ada@example.com/);
    expect(out).toMatch(/shown to +Ada Agent/);
    expect(out).toMatch(/Zammad +newCall direction=in from=493023125741/);
    // Nothing came of it.
    expect(await db.selectFrom('events').selectAll().execute()).toEqual([]);
    await close();
  });
  it('without a database it makes none', async () => {
    const { explain, folder } = setUp();
    const { code, out } = await explain(call('from=030 1234567&user=Eve&direction=in'));
    expect(code).toBe(0);
    expect(out).toContain('nobody has paired a browser');
    expect(out).toMatch(/shown to +everyone \(it names nobody we know\)/);
    expect(existsSync(`${folder}/offhook.db`)).toBe(false);
  });
  it('goes on without a database that cannot be read', async () => {
    const { explain, folder } = setUp();
    writeFileSync(`${folder}/offhook.db`, 'no database at all '.repeat(100));
    const { code, out } = await explain(call('from=030 1234567&direction=in'));
    expect(code).toBe(0);
    expect(out).toMatch(/Known: without agents: .*is damaged/);
    expect(out).toMatch(/call +ringing/);
  });
  it('a sequence, step by step: blocked, doubled, ended', async () => {
    const { explain } = setUp();
    const request = (body: string) => JSON.stringify({ request: { body } });
    const blocked = call('from=%2B49900123456&direction=in', 'b');
    const { out } = await explain(
      [blocked, blocked, 'event=hangup&callId=b&cause=busy'].map(request).join('\n'),
    );
    expect(out).toMatch(/answer +rejected \(busy\): \{"action":"reject"/);
    expect(out).toMatch(/call +unchanged \(doubled/);
    expect(out).toMatch(/call +ringing → ended: busy, blocked/);
    expect(out).toMatch(/Zammad +hangup /);
  });
  it('what would be refused, with the reason and exit code 1', async () => {
    const { explain } = setUp();
    const { code, out } = await explain('callId=1', '--dialect', 'placetel');
    expect([code, out]).toEqual([1, expect.stringMatching(/refused 422 .*"event" is missing/)]);
    const signed = await explain('x=1', '--dialect', 'twilio', '--options', '{"authToken":"t"}');
    expect([signed.code, signed.out]).toEqual([1, expect.stringContaining('is not signed')]);
  });
  it('masked, and without secrets', async () => {
    const { explain } = setUp();
    const { out } = await explain(
      call('from=03023125741&direction=in&token=verysecret&x=generic-secret'),
      '--mask',
    );
    expect(out).toContain('741');
    expect(out).not.toMatch(/23125|verysecret|generic-secret/);
  });
  it('hostile bytes do not reach the terminal', async () => {
    const { explain } = setUp();
    const { out } = await explain(`event=newCall&callId=\u001b[2J&from=\u009b&user=\u202e\u0007`);
    // oxlint-disable-next-line no-control-regex -- what must not come out
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('SE6: wrong calls of explain', () => {
  it.each([
    [[], 2, 'offhook explain <file>'],
    [['/nowhere/x'], 1, 'cannot be read (ENOENT)'],
    [['--dialect', 'nonsense'], 2, 'no dialect "nonsense"'],
    [['--connection', 'nonsense'], 2, 'Known: main'],
    [['--connection', 'main', '--dialect', 'sipgate'], 2, 'speaks generic'],
    [['--options', '7'], 2, '--options must be JSON'],
    [['--options', '{"x":1}'], 2, 'x: is not a known setting'],
    [['--dialect', 'twilio'], 2, 'needs options'],
  ])('%j', async (args, exit, message) => {
    const { folder } = setUp();
    const files = { config: `${folder}/config.json`, recording: `${folder}/recording` };
    writeFileSync(files.recording, 'event=newCall&callId=1');
    const plain = args.length === 0 || args[0]?.startsWith('/');
    const all = ['explain', ...(plain ? [] : [files.recording]), ...args];
    const { code, out } = await runOffhook(all, { OFFHOOK_CONFIG: files.config }).ended;
    expect([code, out]).toEqual([exit, expect.stringContaining(message)]);
  });
});

describe('SE13: every sample of every dialect can be explained', () => {
  const known = DIALECTS.map(({ id }) => id).filter(
    (id) => pushSamples(id).length + recordings(id).length > 0,
  );
  it.each(known)('%s', async (dialect) => {
    const { explain, folder } = setUp();
    const samples = pushSamples(dialect);
    const streams = recordings(dialect);
    writeFileSync(`${folder}/options.json`, JSON.stringify(sampleOptions(dialect)));
    const args = ['--dialect', dialect, '--options', `${folder}/options.json`];
    if (samples.length > 0) {
      const { out } = await explain(JSON.stringify(samples), ...args);
      expect(out.match(/^request \d+/gm)).toHaveLength(samples.length);
      expect(out).not.toContain('at file:');
    }
    const [stream] = streams;
    if (stream) {
      const { code, out } = await explain(stream.text, ...args);
      // A dialect may not be able to read recordings; then it says so.
      expect(out).toMatch(code === 0 ? /^event 1/m : /cannot be explained/);
    }
  });
});
