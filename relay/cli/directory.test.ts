import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFile } from '../hub/testing/bench.ts';
import { openDatabase } from '../store/database.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { acceptsMissing } from '../directory/sync-position.ts';
import { json } from '../directory/testing/paper-zammad.ts';
import { customer, startSyncBench } from '../directory/testing/sync-bench.ts';
import { createManualClock } from '../hub/testing/manual-clock.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start() {
  const { file, remove } = await temporaryFile();
  open.push(remove);
  const env = {
    OFFHOOK_DATABASE_URL: `sqlite:${file}`,
    OFFHOOK_ZAMMAD_URL: 'http://zammad.test',
    OFFHOOK_ZAMMAD_TOKEN: 'service-token',
  };
  const run = (args: string[] = [], more: Record<string, string> = {}) =>
    runOffhook(['directory', ...args], { ...env, ...more }).ended;
  return { file, env, run };
}
/** The command looks at the real clock. */
const sync = (file: string) => startSyncBench({ file, clock: createManualClock(Date.now()) });

describe('DS8: offhook directory', () => {
  it('how many, how far, and that all is well', async () => {
    const { file, run } = await start();
    const bench = await sync(file);
    open.push(bench.close);
    bench.zammad.putOrganization({ id: 1, name: 'Nord' });
    for (let id = 1; id <= 45; id++) bench.zammad.put(customer(id));
    await bench.until(() => bench.index.size >= 20);
    const during = await run();
    expect(during.out).toMatch(/^Directory {2}reading everybody for the first time$/m);
    expect(during.out).toMatch(/all read +never; pass 1: people, page \d/);
    await bench.wholePass(0);
    await bench.pass(2_000);
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(/^Directory {2}up to date$/m);
    expect(out).toMatch(/people +45 with a number/);
    expect(out).toMatch(/organisations +1$/m);
    expect(out).not.toMatch(/Customer|Nord|service-token|→/);
    const { out: text } = await run(['--json']);
    expect(JSON.parse(text)).toMatchObject({
      service: true,
      state: 'idle',
      people: 45,
      numbers: 45,
      organizations: 1,
      completedAt: expect.any(Number),
    });
  });

  it('what is wrong, and what to do', async () => {
    const { file, run } = await start();
    const bench = await sync(file);
    open.push(bench.close);
    bench.zammad.fault = () => json({ error: 'Not authorized' }, 403);
    await bench.pass(500);
    const { code, out } = await run();
    expect(code).toBe(1);
    expect(out).toMatch(
      /^Directory {2}waiting before it asks Zammad again, until \d\d:\d\d:\d\d$/m,
    );
    expect(out).toMatch(/may not read people\.\n {2}→ Give it the permission ticket\.agent/);
    expect(JSON.parse((await run(['--json'])).out)).toMatchObject({ problem: 'zammad/forbidden' });
    bench.zammad.fault = () => json({ error: 'Maintenance mode enabled!' }, 403);
    await bench.until(() => bench.sync.progress().problem === 'zammad/maintenance');
    expect((await run()).code).toBe(0);
  });

  it('a relay that is silent, did not begin, has no token, no database', async () => {
    const { file, run } = await start();
    expect(await run()).toMatchObject({ code: 1, out: expect.stringContaining('offhook serve') });
    await (await openDatabase(`sqlite:${file}`)).close();
    expect((await run()).out).toMatch(/did not begin/);
    const old = await startSyncBench({ file });
    old.zammad.put(customer(1));
    await old.wholePass();
    await old.close();
    const silent = await run();
    expect(silent).toMatchObject({ code: 1, out: expect.stringContaining('does not seem to run') });
    const without = await run([], { OFFHOOK_ZAMMAD_TOKEN: '' });
    expect(without).toMatchObject({
      code: 0,
      out: expect.stringContaining('learning from browsers'),
    });
  });

  it('says to the relay that so many are really gone', async () => {
    const { file, run } = await start();
    expect((await run(['--accept-missing'])).code).toBe(1);
    const database = await openDatabase(`sqlite:${file}`);
    open.push(database.close);
    expect(await acceptsMissing(database.db)).toBe(false);
    expect((await run(['--accept-missing'])).code).toBe(0);
    expect(await acceptsMissing(database.db)).toBe(true);
  });

  it('help, and what it does not know', async () => {
    const { run } = await start();
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('--json'),
    });
    const wrong = await run(['--nonsense']);
    expect(wrong.code).toBe(2);
    expect(wrong.out).toContain('See "offhook directory --help".');
  });
});
