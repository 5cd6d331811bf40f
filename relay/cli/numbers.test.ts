import { join } from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import { type FakeZammad, startFakeZammad, TOKEN } from '../numbers/testing/fake-zammad.ts';
import { runOffhook } from '../testing/relay-process.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { numbers } from './numbers.ts';

interface Ward {
  fake: FakeZammad;
  env: Record<string, string>;
  offhook(...args: string[]): Promise<{ code: number; out: string }>;
}

/** The command in this process; a process of its own takes a second each. */
async function run(args: string[], env: Record<string, string>) {
  let out = '';
  const line = (text: unknown) => void (out += `${String(text)}\n`);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(line),
    vi.spyOn(console, 'error').mockImplementation(line),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    }),
  ];
  try {
    return { code: await numbers(args, env), out };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function ward(people: Record<string, unknown>[]): Promise<Ward> {
  const fake = await startFakeZammad();
  people.forEach((person, at) => fake.people.set(at + 1, { id: at + 1, ...person }));
  const env = {
    OFFHOOK_ZAMMAD_URL: fake.url,
    OFFHOOK_ZAMMAD_TOKEN: TOKEN,
    OFFHOOK_DATABASE_URL: `sqlite:${join(tempFolder(), 'offhook.db')}`,
  };
  return { fake, env, offhook: (...args) => run(args, env) };
}

const BAD = { firstname: 'Otto', lastname: 'Slash', phone: '030/54000006' };

test('ND5: counts first, then samples; --all, --json and --csv tell everything', async () => {
  const { offhook } = await ward(Array.from({ length: 7 }, () => BAD));
  const { code, out } = await offhook();
  expect(code).toBe(0);
  expect(out).toMatch(/^7 people with 1 number looked at\.\n/);
  expect(out).toMatch(/ {2}missed +7 +in +7 /);
  expect(out).toContain(
    '#1 Otto Slash  phone 030/54000006 = +49 30 54000006; Zammad reads 54000006: the slash splits it',
  );
  expect(out).toContain('… 2 more: --only missed --all');
  expect(out).not.toContain('#6 Otto Slash  phone');
  expect(
    (await offhook('--only', 'missed', '--all')).out.match(/the slash splits it/g),
  ).toHaveLength(7);

  const json = (await offhook('report', '--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(json[0]).toMatchObject({ type: 'summary', people: 7, numbers: 1 });
  expect(json.filter(({ kind }) => kind === 'missed')).toHaveLength(7);
  const csv = (await offhook('report', '--csv', '--only', 'missed')).out.trim().split('\n');
  expect(csv).toHaveLength(8);
  expect(csv[1]).toBe(
    'missed,1,,Otto Slash,,phone,030/54000006,493054000006,54000006,the slash splits it,',
  );
});

test('ND5: hostile texts neither move the cursor nor become formulas', async () => {
  const { offhook } = await ward([
    {
      firstname: '=HYPERLINK("http://x")',
      lastname: '\u001b[2J"quoted"\u202e',
      phone: '030/54000006\u0007',
    },
    { firstname: '@SUM(1)', lastname: '', phone: '=1+1' },
    { firstname: '+cmd|x', lastname: '\r\nkind,9', phone: '+49/30/54000007' },
  ]);
  for (const args of [['--all'], ['--json'], ['--csv'], ['fix', '--all'], ['fix', '--json']]) {
    const { code, out } = await offhook(...args);
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex -- what must not be there
    if (args[0] !== '--csv') expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    if (args[0] !== '--csv') continue;
    expect(out).not.toMatch(/(?:^|,|\n)"?[=@]/);
    expect(out).not.toMatch(/(?:^|,|\n)"?\+(?!49)/);
  }
});

test('ND9: nothing is written without --apply', async () => {
  const { fake, offhook } = await ward([BAD]);
  for (const args of [['fix'], ['fix', '--dry-run', '--all'], ['fix', '--json']]) {
    const { code, out } = await offhook(...args);
    expect(code).toBe(0);
    expect(out).toContain('+49 30 54000006');
  }
  expect(fake.writes).toEqual([]);
  expect((await offhook('batches')).out).toContain('There is no database');
});

test('ND13: a batch is written, listed, put back', async () => {
  const { fake, offhook } = await ward([BAD, { ...BAD, role_ids: [2] }, BAD]);
  const applied = await offhook('fix', '--apply', '--limit', '5');
  expect(applied.code).toBe(0);
  expect(applied.out).toMatch(
    /#1 Otto Slash {2}changed\n +phone {2}030\/54000006 {2}→ {2}\+49 30 54000006/,
  );
  expect(applied.out).toContain('2 people changed.');
  expect(applied.out).toContain('1 agent or admin left out');
  const batch = /offhook numbers undo (\S+)/.exec(applied.out)?.[1] ?? '';
  expect((await offhook('batches')).out).toContain(`${batch}  `);
  const undone = await offhook('undo', batch);
  expect(undone).toMatchObject({ code: 0, out: expect.stringContaining('2 people put back.') });
  expect(fake.people.get(1)?.['phone']).toBe('030/54000006');
  expect((await offhook('batches')).out).toContain('2 changed, 2 put back');
  expect(await offhook('undo', 'nope')).toMatchObject({
    code: 1,
    out: expect.stringContaining('There is no batch "nope".'),
  });
});

test('ND12: the first refusal ends the batch with a sentence and exit code 1', async () => {
  const { fake, offhook } = await ward([BAD, BAD, BAD]);
  fake.trouble.set(2, { status: 403, error: 'Not authorized' });
  const { code, out } = await offhook('fix', '--apply');
  expect(code).toBe(1);
  expect(out).toContain(
    'Stopped at #2 Otto Slash: Not authorized. The next run leaves this person out; --person 2 tries again.',
  );
  expect(fake.writes.map(({ id }) => id)).toEqual([1, 1, 2]);
});

test('ND11: killed between write and answer; the next run goes on and nobody is written again', async () => {
  const { fake, env, offhook } = await ward([BAD, BAD, BAD]);
  fake.trouble.set(2, 'hang');
  const killed = runOffhook(['numbers', 'fix', '--apply'], env);
  await expect.poll(() => fake.writes.length, { timeout: 20_000 }).toBe(3);
  killed.child.kill('SIGKILL');
  await killed.ended;
  fake.release();
  await expect.poll(() => fake.people.get(2)?.['phone']).toBe('+49 30 54000006');
  expect((await offhook('batches')).out).toContain('1 changed, 1 without answer');
  const again = await offhook('fix', '--apply');
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('1 person changed.') });
  expect(fake.writes.map(({ id }) => id)).toEqual([1, 1, 2, 3, 3]);
  const batches = (await offhook('batches')).out.trim().split('\n');
  expect(batches[1]).toContain('2 changed');
  await offhook('undo', batches[1]?.split(' ')[0] ?? '');
  expect(fake.people.get(2)?.['phone']).toBe('030/54000006');
}, 60_000);

describe('what is called in a wrong way, or cannot be done, is said', () => {
  it.each([
    [['--only', 'nope'], 2, '--only takes missed, several'],
    [['fix', '--only', 'shared'], 2, '--only takes missed, several;'],
    [['fix', '--apply', '--dry-run'], 2, 'Take --dry-run or --apply'],
    [['fix', '--limit', '5'], 2, '--limit is for --apply'],
    [['fix', '--apply', '--limit', '0'], 2, '--limit must be a whole number'],
    [['report', '--json', '--csv'], 2, 'Take --json or --csv'],
    [['--person', 'x'], 2, '--person must be a whole number'],
    [['undo'], 2, 'Name the batch'],
    [['mend'], 2, '"mend" is none of'],
    [['--person', '99'], 1, 'There is no such person in Zammad.'],
    [['--token-env', 'NOT_SET'], 1, 'The variable NOT_SET is empty'],
    [['--token-env', 'abc-def'], 2, 'never the token itself'],
    [['--token-env', 'WRONG'], 1, 'Zammad does not know this token.'],
  ])(
    '%j',
    async (args, code, text) => {
      const { env } = await ward([BAD]);
      const ended = await run(args, { ...env, WRONG: 'wrong' });
      expect(ended).toMatchObject({ code, out: expect.stringContaining(text) });
      expect(ended.out).not.toContain(TOKEN);
    },
    30_000,
  );

  it('no Zammad, no token', async () => {
    expect(await run([], {})).toMatchObject({
      code: 1,
      out: expect.stringContaining('No Zammad is configured'),
    });
    const url = { OFFHOOK_ZAMMAD_URL: 'http://127.0.0.1:9' };
    expect(await run([], url)).toMatchObject({
      code: 1,
      out: expect.stringContaining('There is no token'),
    });
  });
});
