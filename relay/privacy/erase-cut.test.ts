import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeZammad } from '../hub/testing/fake-zammad.ts';
import { phone } from '../hub/testing/bench.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import type { Workbench } from '../workspace/testing/workbench.ts';
import { createLeftOut } from './left-out.ts';
import { createNumberHash } from './number-hash.ts';
import { createOfflineEraser } from './offline.ts';
import {
  fill,
  NAME,
  NUMBER,
  privacyConfigOf,
  startPrivacyBench,
  traces,
} from './testing/filled.ts';

let work: Workbench | undefined;
afterEach(async () => {
  await work?.close();
  work = undefined;
});

const STEPS = ['calls', 'memory', 'directory', 'rest', 'search'];

describe('PV5: cut off anywhere', () => {
  it.each(STEPS)('after “%s”: begun again it ends the same, nothing half done', async (cut) => {
    work = await startPrivacyBench();
    const { talked } = await fill(work);
    const { db } = work.bench.database;
    const hash = createNumberHash({ db });
    const leftOut = createLeftOut({ db, hash, now: Date.now });
    const deps = { db, phone, hash, leftOut, now: () => 5 };
    const broken = createOfflineEraser({
      ...deps,
      onStep(step) {
        if (step === cut) throw new Error('cut off');
      },
    });
    await expect(broken(NUMBER, 'cli')).rejects.toThrow('cut off');
    for (const { snapshot } of await db.selectFrom('calls').select('snapshot').execute()) {
      expect(snapshot.includes(NUMBER)).toBe(snapshot.includes(NAME));
    }
    await createOfflineEraser(deps)(NUMBER, 'cli');
    const left = (await traces(db)).filter((line) => !line.startsWith('search_terms'));
    expect(left).toEqual([]);
    expect(await work.call(talked)).toMatchObject({ from: { withheld: true }, state: 'ended' });
    const erased = db.selectFrom('audit').selectAll().where('action', '=', 'number.erase');
    expect(await erased.execute()).toHaveLength(1);
  });

  it('kill -9 of the relay: the next one finishes', async () => {
    const folder = tempFolder();
    const env = {
      OFFHOOK_PORT: '0',
      OFFHOOK_DATABASE_URL: `sqlite:${folder}/offhook.db`,
      OFFHOOK_CTI_TOKEN: 'process-secret',
    };
    const first = runOffhook(['serve'], env);
    const url = /http:\S+/.exec(await first.printed('offhook ready '))?.[0] ?? '';
    const push = (body: string) =>
      fetch(`${url}/api/v1/cti/process-secret`, { method: 'POST', body });
    for (let n = 0; n < 40; n += 1) {
      await push(`event=newCall&callId=c${n}&direction=in&from=${NUMBER}&to=493012300&user=A`);
      await push(`event=hangup&callId=c${n}&cause=cancel`);
    }
    const cli = runOffhook(['privacy', NUMBER, '--erase', '--yes', '--json'], env);
    const { openDatabase } = await import('../store/database.ts');
    const database = await openDatabase(env.OFFHOOK_DATABASE_URL);
    const taken = database.db.selectFrom('erasures').select('taken_at');
    await expect
      .poll(() => taken.executeTakeFirst(), { timeout: 15_000, interval: 5 })
      .toMatchObject({
        taken_at: expect.any(Number),
      });
    first.child.kill('SIGKILL');
    await first.ended;
    const second = runOffhook(['serve'], env);
    await second.printed('offhook ready ');
    const done = await cli.ended;
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ done: true });
    expect(await traces(database.db)).toEqual([]);
    const calls = await database.db.selectFrom('calls').select('id').execute();
    expect(calls).toHaveLength(40);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    await database.close();
  });
});

describe('PV7: the directory', () => {
  it('leaves the number out until Zammad changes the person; other numbers stay', async () => {
    const zammad = await startFakeZammad();
    const person = {
      id: 17,
      firstname: 'Ida',
      lastname: 'Plus',
      phone: `+${NUMBER}`,
      mobile: '0172 1112223',
      updated_at: '2026-01-01T00:00:00Z',
    };
    zammad.people.push(person);
    zammad.tokens.set('service', { id: 1 });
    const base = privacyConfigOf();
    const config = { ...base, zammad: { url: zammad.url, token: 'service' } };
    work = await startPrivacyBench({}, { config });
    const bench = work;
    const names = async (number: string) => {
      const { body } = await bench.ask('bob', 'GET', `/v1/lookup?number=%2B${number}`);
      return body.matches.map(({ name }: { name: string }) => name) as string[];
    };
    const pass = async (): Promise<void> => {
      for (let n = 0; n < 30; n += 1) {
        bench.bench.clock.advance(20_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await expect
      .poll(async () => {
        await pass();
        return names(NUMBER);
      })
      .toEqual(['Ida Plus']);
    const { body } = await work.ask('alice', 'DELETE', `/v1/privacy/%2B${NUMBER}`);
    expect(body.counts).toMatchObject({ directory: 1 });
    expect(await names(NUMBER)).toEqual([]);
    expect(await names('491721112223')).toEqual(['Ida Plus']);
    const report = await work.ask('alice', 'GET', `/v1/privacy/%2B${NUMBER}`);
    const kinds = report.body.items.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['audit', 'leftOut']);
    for (let n = 0; n < 20; n += 1) await pass();
    expect(await names(NUMBER)).toEqual([]);
    expect(await traces(work.bench.database.db)).toEqual([]);
    person.updated_at = '2026-02-01T00:00:00Z';
    await expect
      .poll(async () => {
        await pass();
        return names(NUMBER);
      })
      .toEqual(['Ida Plus']);
    const { db } = work.bench.database;
    expect(await db.selectFrom('left_out').selectAll().execute()).toEqual([]);
    await zammad.close();
  });
});

describe('PV3: offhook privacy', () => {
  async function stored() {
    const folder = tempFolder();
    const env = {
      OFFHOOK_PORT: '0',
      OFFHOOK_DATABASE_URL: `sqlite:${folder}/offhook.db`,
      OFFHOOK_CTI_TOKEN: 'process-secret',
    };
    const relay = runOffhook(['serve'], env);
    const url = /http:\S+/.exec(await relay.printed('offhook ready '))?.[0] ?? '';
    const push = (body: string) =>
      fetch(`${url}/api/v1/cti/process-secret`, { method: 'POST', body });
    await push(`event=newCall&callId=a&direction=in&from=${NUMBER}&to=493012300&user=A`);
    await push('event=hangup&callId=a&cause=cancel');
    return { folder, env, relay };
  }
  const run = async (args: string[], env: Record<string, string>) => runOffhook(args, env).ended;

  it('tells, exports into a file of its own, erases without a relay', async () => {
    const { folder, env, relay } = await stored();
    relay.child.kill('SIGTERM');
    await relay.ended;
    const told = await run(['privacy', '030 609854180'], env);
    expect(told.code).toBe(0);
    expect(told.out).toContain('Stored about +49 30 609854180:');
    expect(told.out).toMatch(/1 {2}calls, \d{4}-\d\d-\d\d to .* \(gone by/);
    const file = `${folder}/export.json`;
    expect((await run(['privacy', NUMBER, '--export', file], env)).out).toContain(file);
    const { readFileSync, statSync } = await import('node:fs');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ number: `+${NUMBER}` });
    expect(statSync(file).mode & 0o077).toBe(0);
    writeFileSync(`${folder}/there.json`, '');
    const again = await run(['privacy', NUMBER, '--export', `${folder}/there.json`], env);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('exists already') });
    const erased = await run(['privacy', NUMBER, '--erase', '--yes'], env);
    expect(erased.code).toBe(0);
    expect(erased.out).toContain('No relay is running');
    const audit = await run(['audit', '--json'], env);
    expect(JSON.parse(audit.out)).toMatchObject({ actor: 'cli', action: 'number.erase' });
    expect(audit.out).not.toContain(NUMBER);
    const { openDatabase } = await import('../store/database.ts');
    const { db, close } = await openDatabase(env.OFFHOOK_DATABASE_URL);
    expect(await traces(db)).toEqual([]);
    await close();
  });
  it.each([
    [['privacy'], /Which number/],
    [['privacy', 'support'], /Which number/],
    [['privacy', NUMBER, '--erase'], /--yes/],
    [['privacy', NUMBER, '--erase', '--yes', '--export', 'x'], /one at a time/],
    [['audit', '--number', 'x'], /is none/],
  ])('%j says what is missing', async (args, words) => {
    const { code, out } = await run(args, {});
    expect(code).toBe(2);
    expect(out).toMatch(words);
  });
});
