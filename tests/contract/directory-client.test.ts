/** What the directory's sync asks, of the stand-in and as measured on real 5.5 and 6.5. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

describe.each(['5.5', '6.5'] as const)(
  'the directory’s questions and the sandbox as %s',
  (flavour) => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await startSandbox({ port: 0, flavour });
    });
    afterAll(() => sandbox.close());
    beforeEach(() => fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST' }));
    const zammad = () => createZammad({ url: sandbox.url, token: 'sandbox-agent1' });

    it('all people by id, inactive ones too, without the name of their organisation', async () => {
      const first = await zammad().plainUsersPage(1, 10, ['direct_line']);
      const second = await zammad().plainUsersPage(2, 10);
      const ids = [...first, ...second].map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      const ida = first.find(({ id }) => id === 9);
      expect(ida).toMatchObject({
        organizationId: expect.any(Number),
        phone: '+49 (0)30 609854-180',
      });
      expect(ida).not.toHaveProperty('organization');
      expect(await zammad().plainUsersPage(100, 10)).toEqual([]);
    });

    it('people and organisations by their last change', async () => {
      const before = (await zammad().usersByChange(1, 5)).map(({ id }) => id);
      const changed = await zammad().plainUsersPage(1, 50);
      const customer = changed.find(
        ({ id, roleIds }) => roleIds.includes(3) && !before.includes(id),
      );
      if (!customer) throw new Error('everybody changed lately');
      await zammad().updateUser(customer.id, { numbers: { phone: '030 5550001' } });
      const [newest, ...others] = await zammad().usersByChange(1, 5);
      expect(newest).toMatchObject({ id: customer.id, phone: '030 5550001' });
      const times = [newest, ...others].map((user) => user?.updatedAt ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      const byChange = await zammad().organizationsPage('change', 1, 50);
      const byId = await zammad().organizationsPage('id', 1, 50);
      expect(byId.map(({ id }) => id)).toEqual(byId.map(({ id }) => id).toSorted((a, b) => a - b));
      expect(byChange.map(({ id }) => id).toSorted()).toEqual(byId.map(({ id }) => id).toSorted());
      const stamps = byChange.map(({ updatedAt }) => updatedAt);
      expect(stamps).toEqual(stamps.toSorted((a, b) => b - a));
      expect(await zammad().organizationsPage('id', 2, 50)).toEqual([]);
    });

    it('a token without ticket.agent sees itself only, and no changes', async () => {
      const poor = createZammad({ url: sandbox.url, token: 'sandbox-cti-only' });
      expect(await poor.plainUsersPage(1, 50)).toHaveLength(1);
      await expect(poor.usersByChange(1, 5)).rejects.toMatchObject({ code: 'zammad/forbidden' });
    });
  },
);
