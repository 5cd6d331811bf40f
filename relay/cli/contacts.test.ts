import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFakePeople } from '../contact-sync/testing/fake-people.ts';
import { startFakeVendors } from '../contact-sync/testing/fake-vendors.ts';
import { createJobBook } from '../contact-sync/job-book.ts';
import { systemClock } from '../hub/clock.ts';
import { openDatabase } from '../store/database.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { tempFolder } from '../testing/temp-folder.ts';

async function setUp(job: object = {}) {
  const [zammad, vendors] = await Promise.all([
    startFakePeople(Date.now),
    startFakeVendors(Date.now),
  ]);
  onTestFinished(async () => void (await Promise.all([zammad.close(), vendors.close()])));
  zammad.put({ id: 1, firstname: 'Ada', lastname: 'Werft\u001b[2J', phone: '030 / 111 222-3' });
  const folder = tempFolder();
  const sipgate = {
    id: 'cloud',
    target: 'sipgate',
    tokenId: 'token-1',
    token: 'sip-secret',
    url: `${vendors.url}/sipgate`,
    ...job,
  };
  const config = {
    version: 1,
    zammad: { url: zammad.url, token: 'service' },
    contactSync: [sipgate],
  };
  writeFileSync(`${folder}/config.json`, JSON.stringify(config));
  const databaseUrl = `sqlite:${folder}/offhook.db`;
  const env = { OFFHOOK_CONFIG: `${folder}/config.json`, OFFHOOK_DATABASE_URL: databaseUrl };
  return {
    zammad,
    vendors,
    databaseUrl,
    contacts: (...args: string[]) => runOffhook(['contacts', ...args], env).ended,
  };
}

describe('CS17: offhook contacts', () => {
  it('dry run, run, status, conflicts', async () => {
    const { contacts, vendors } = await setUp();
    const dry = await contacts('sync', '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('a dry run, nothing was written');
    expect(dry.out).toMatch(/make +telephone system +Ada Werft\\x1b\[2J +phone: \+49301112223/);
    expect(vendors.sipgate.size).toBe(0);
    const run = await contacts('sync', 'cloud');
    expect([run.code, run.out]).toEqual([0, expect.stringMatching(/1 {2}contacts made/)]);
    expect(vendors.sipgate.size).toBe(1);
    const [contact] = [...vendors.sipgate.values()];
    contact!.numbers[0]!.number = '+49309999999';
    expect((await contacts('sync', 'cloud')).out).toMatch(/1 {2}conflicts/);
    const conflicts = await contacts('conflicts');
    expect(conflicts.out).toMatch(
      /user:1 +phone +kept \+49301112223 of Zammad, lost \+49309999999/,
    );
    const status = await contacts();
    expect(status.out).toMatch(/linked +1/);
    expect(status.out).toMatch(/next run +in \d+ min/);
    const [json] = (await contacts('status', '--json')).out.trim().split('\n').slice(-1);
    expect(JSON.parse(json!)).toMatchObject({ id: 'cloud', links: { linked: 1 }, running: false });
    for (const { out } of [dry, run, conflicts, status]) expect(out).not.toContain('sip-secret');
  });
  it('a run that ends early says why: exit code 1', async () => {
    const { contacts, vendors } = await setUp();
    vendors.tokens.clear();
    const run = await contacts('sync', 'cloud');
    expect([run.code, run.out]).toEqual([
      1,
      expect.stringContaining('make a new one and enter it'),
    ]);
    expect((await contacts('status')).code).toBe(1);
  });
  it('while the relay is at it, it says so', async () => {
    const { contacts, databaseUrl, vendors } = await setUp();
    const { db, close } = await openDatabase(databaseUrl);
    await createJobBook({ db, clock: systemClock }).take('cloud');
    await close();
    const run = await contacts('sync', 'cloud');
    expect([run.code, run.out]).toEqual([1, expect.stringContaining('is running already')]);
    expect(vendors.sipgate.size).toBe(0);
  });
  it.each([
    [['nonsense'], 'say status, sync or conflicts'],
    [['sync'], 'Say which one to run: cloud'],
    [['sync', 'other'], 'no contact sync "other". Known: cloud'],
    [['status', 'cloud'], '"cloud" is too much here'],
  ])('called in a wrong way: %j', async (args, words) => {
    const { contacts } = await setUp();
    const { code, out } = await contacts(...args);
    expect([code, out]).toEqual([2, expect.stringContaining(words)]);
  });
});
