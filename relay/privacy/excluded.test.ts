import { afterEach, describe, expect, it } from 'vitest';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { mergeConfig } from '../config-merge.ts';
import { configFileSchema } from '../config-file.ts';
import { type FakeZammad, startFakeZammad } from '../hub/testing/fake-zammad.ts';
import { startWorkbench, type Workbench } from '../workspace/testing/workbench.ts';
import * as v from 'valibot';
import { createExcluded, createExcludedName } from './excluded.ts';
import { dump, privacyConfigOf } from './testing/filled.ts';

const nobody = { excludeOrganizations: [], excludePeople: [] };
const user = (more: Partial<ZammadUser> = {}): ZammadUser => ({
  id: 17,
  login: 'ida',
  firstname: 'Ida',
  lastname: 'Plus',
  email: 'Ida@Example.com',
  phone: '',
  mobile: '',
  fax: '',
  organizationId: 4,
  organization: 'Kranbau  GmbH',
  vip: false,
  active: true,
  roleIds: [3],
  groupIds: [],
  outOfOffice: false,
  updatedAt: 0,
  ...more,
});

describe('PV8: who is excluded', () => {
  it.each([
    [{ excludePeople: [17] }, true],
    [{ excludePeople: ['ida plus'] }, true],
    [{ excludePeople: ['ida@example.com'] }, true],
    [{ excludePeople: ['IDA'] }, true],
    [{ excludePeople: [18, 'Ida'] }, true],
    [{ excludePeople: ['17'] }, false],
    [{ excludePeople: ['Plus'] }, false],
    [{ excludeOrganizations: [4] }, true],
    [{ excludeOrganizations: ['kranbau gmbh'] }, true],
    [{ excludeOrganizations: ['Kranbau'] }, false],
    [{ excludeOrganizations: [17] }, false],
    [{}, false],
  ])('%j: %s', (config, expected) => {
    expect(createExcluded({ ...nobody, ...config })(user())).toBe(expected);
  });
  it.each([
    ['true', true],
    ['yes', true],
    ['Ja', true],
    ['no', false],
    ['false', false],
    [' Nein ', false],
    ['0', false],
  ])('an attribute that says %j: %s', (value, expected) => {
    const excluded = createExcluded({ ...nobody, excludeField: 'hidden' });
    expect(excluded(user({ extra: { hidden: value } }))).toBe(expected);
    expect(excluded(user())).toBe(false);
  });
  it('of whom only the name is known', () => {
    const excluded = createExcludedName({ ...nobody, excludePeople: ['Ida Plus', 9] });
    expect(excluded({ name: 'Ida  Plus' })).toBe(true);
    expect(excluded({ id: 9 })).toBe(true);
    expect(excluded({})).toBe(false);
  });
  it('the configuration says what is wrong', () => {
    const file = (directory: unknown) => v.safeParse(configFileSchema, { version: 1, directory });
    expect(file({ excludeField: 'Not A Field' }).issues?.[0]?.message).toMatch(/no_phone_index/);
    expect(file({ excludePeople: [-1] }).issues?.[0]?.message).toBe('must be an id or a name');
    expect(file({ excludePeopel: [] }).success).toBe(false);
    const { config } = mergeConfig(
      { connections: [] },
      v.parse(configFileSchema, { version: 1, privacy: { officers: ['Boss@Example.com'] } }),
    );
    expect(config.privacy).toEqual({
      officers: ['boss@example.com'],
      auditLookups: false,
      auditDays: 90,
    });
  });
});

describe('PV8: in the directory', () => {
  let work: Workbench | undefined;
  let zammad: FakeZammad;
  afterEach(async () => {
    await work?.close();
    await zammad.close();
    work = undefined;
  });

  const NUMBER = '4930609854180';
  const directory = privacyConfigOf().directory;
  async function start(exclude: Partial<typeof directory>, file?: string): Promise<Workbench> {
    const config = {
      ...privacyConfigOf(),
      directory: { ...directory, ...exclude },
      zammad: { url: zammad.url, token: 'service' },
    };
    return startWorkbench({ config, ...(file !== undefined && { file }) });
  }
  async function fake(flag: unknown): Promise<void> {
    zammad = await startFakeZammad();
    zammad.tokens.set('service', { id: 1 });
    const updated = '2026-01-01T00:00:00Z';
    zammad.people.push(
      {
        id: 17,
        firstname: 'Ida',
        lastname: 'Plus',
        phone: NUMBER,
        hidden: flag,
        updated_at: updated,
      },
      { id: 18, firstname: 'Otto', lastname: 'Slash', phone: NUMBER, updated_at: updated },
    );
  }
  async function names(of: Workbench): Promise<string[]> {
    for (let n = 0; n < 30; n += 1) {
      of.bench.clock.advance(20_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { body } = await of.ask('bob', 'GET', `/v1/lookup?number=%2B${NUMBER}`);
    return body.matches.map(({ name }: { name: string }) => name);
  }

  it.each([true, 'yes'])('a flag (%j) in Zammad takes effect at the next sync', async (flag) => {
    await fake(false);
    work = await start({ excludeField: 'hidden' });
    const bench = work;
    await expect.poll(() => names(bench)).toEqual(['Ida Plus', 'Otto Slash']);
    const [ida] = zammad.people;
    Object.assign(ida ?? {}, { hidden: flag, updated_at: '2026-02-01T00:00:00Z' });
    await expect.poll(() => names(bench)).toEqual(['Otto Slash']);
    const lines = await dump(work.bench.database.db);
    expect(lines.filter((line) => line.includes('Ida'))).toEqual([]);
    // The team may say what it likes: they are not named.
    await work.ask('alice', 'POST', `/v1/numbers/%2B${NUMBER}/pick`, { userId: 17, name: 'Ida' });
    expect(await names(bench)).toEqual(['Otto Slash']);
    Object.assign(ida ?? {}, { hidden: false, updated_at: '2026-03-01T00:00:00Z' });
    await expect.poll(() => names(bench)).toContain('Ida Plus');
  });
  it('another configuration takes effect, too, without rows left behind', async () => {
    await fake(undefined);
    const { temporaryFile } = await import('../hub/testing/bench.ts');
    const { file, remove } = await temporaryFile();
    const first = await start({}, file);
    await expect.poll(() => names(first)).toHaveLength(2);
    await first.close();
    work = await start({ excludePeople: ['Ida Plus'] }, file);
    const bench = work;
    await expect.poll(() => names(bench)).toEqual(['Otto Slash']);
    const rows = work.bench.database.db.selectFrom('contacts').select('id');
    await expect.poll(async () => (await names(bench), rows.execute())).toEqual([{ id: 18 }]);
    await bench.close();
    work = undefined;
    const third = await start({}, file);
    await expect.poll(() => names(third)).toHaveLength(2);
    await third.close();
    await remove();
  });
});
