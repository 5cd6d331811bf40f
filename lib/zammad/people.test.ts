import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, type LocalServer, startLocalServer } from '../../tests/contract/local-server.ts';
import { isNumberField, userSchema, userSchemaWith } from './people.ts';
import { createZammad } from './zammad.ts';

const RAW = { id: 7, updated_at: '2026-11-21T10:00:00Z' };
const HASH = '7d793037a0760186574b0282f2f435e7';

describe('a person of Zammad', () => {
  it.each([
    [HASH, HASH],
    [`${HASH}${HASH}`, `${HASH}${HASH}`],
    ['../../etc/passwd', undefined],
    [`${HASH}"onerror=`, undefined],
    ['', undefined],
    [null, undefined],
    [42, undefined],
  ])('picture %j is read as %j', (image, read) => {
    expect(v.parse(userSchema, { ...RAW, image }).image).toBe(read);
  });

  it('custom attributes are read when asked for, and only text', () => {
    const raw = { ...RAW, direct_line: '0381 4567 26', cost_centre: 12, secret: 'x' };
    expect(v.parse(userSchema, raw)).not.toHaveProperty('extra');
    expect(v.parse(userSchemaWith(['direct_line', 'cost_centre', 'other']), raw).extra).toEqual({
      direct_line: '0381 4567 26',
    });
  });

  it('out of office, phone switch, groups', () => {
    const raw = {
      ...RAW,
      out_of_office: true,
      out_of_office_start_at: '2026-12-01',
      out_of_office_end_at: '2026-12-24',
      preferences: { cti: false, locale: 'de-de' },
      group_ids: { '1': ['full'], '4': ['read'] },
      role_ids: [2],
    };
    expect(v.parse(userSchema, raw)).toMatchObject({
      outOfOffice: true,
      outOfOfficeFrom: '2026-12-01',
      outOfOfficeTo: '2026-12-24',
      ctiOn: false,
      groupIds: [1, 4],
      roleIds: [2],
    });
  });

  it.each([{ preferences: null }, { preferences: 'x' }, { preferences: { cti: 'yes' } }])(
    'preferences of an unknown form break nothing: %j',
    (more) => {
      const parsed = v.safeParse(userSchema, { ...RAW, ...more });
      expect(parsed.success).toBe(true);
      expect(parsed.output).not.toHaveProperty('ctiOn');
    },
  );
});

describe('what is sent of a person', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await startLocalServer((_, response) => json(response, 201, RAW));
  });
  afterAll(() => server.close());
  const zammad = () => createZammad({ url: server.url, token: 'x' });

  it('names, organisation and number, and nothing else', async () => {
    await zammad().createUser({
      firstname: 'A',
      lastname: 'B',
      organizationId: 3,
      numbers: { direct_line: '+4930123' },
    });
    expect(server.asked.at(-1)?.body).toEqual({
      firstname: 'A',
      lastname: 'B',
      organization_id: 3,
      direct_line: '+4930123',
    });
  });

  it.each(['role_ids', 'roles', 'password', 'login', 'group_ids', 'active', 'a.b', '__proto__'])(
    'a number never goes into %s',
    async (field) => {
      const before = server.asked.length;
      const numbers = JSON.parse(`{"${field}":"1"}`) as Record<string, string>;
      expect(isNumberField(field)).toBe(false);
      await expect(async () => zammad().updateUser(9, { numbers })).rejects.toThrow('not a field');
      expect(server.asked).toHaveLength(before);
    },
  );
});
