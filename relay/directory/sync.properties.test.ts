import fc from 'fast-check';
import { expect, it } from 'vitest';
import { temporaryFile } from '../hub/testing/bench.ts';
import { type Fault, json } from './testing/paper-zammad.ts';
import { customer, startSyncBench } from './testing/sync-bench.ts';

const page = (text: string, status = 200) =>
  new Response(text, { status, headers: { 'content-type': 'text/html' } });

/** Everything a Zammad, or a proxy in front of it, was seen to do instead of answering. */
const FAULTS: Record<string, Fault> = {
  'error page': () => json({ error: 'Error ID 1' }, 500),
  'bad gateway': () => page('<h1>502</h1>', 502),
  'too many': () => json({}, 429, { 'retry-after': '7' }),
  cut: () => 'cut',
  hangs: () => 'hang',
  'login page': () => page('<html><form>Sign in</form></html>'),
  'cut JSON': () => page('[{"id": 1, "firstname": "Cu'),
  'no list': () => json({ users: [] }),
  'token unknown': () => json({ error: "Can't find User for Token" }, 401),
  maintenance: () => json({ error: 'Maintenance mode enabled!' }, 403),
  'rights lost': ({ path, query }) => {
    if (path !== 'users') return json({ error: 'Not authorized (token)!' }, 403);
    return json(
      query.get('page') === '1' ? [customer(1, { updated_at: '2026-01-01T00:00:00Z' })] : [],
    );
  },
  'first page again': ({ query }) => {
    if (query.has('page')) query.set('page', '1');
    return undefined;
  },
  'lists end early': ({ path, query }) =>
    path === 'users' && Number(query.get('page')) > 1 ? json([]) : undefined,
  'search finds nobody': ({ path }) => (path === 'users/search' ? json([]) : undefined),
};

const id = fc.integer({ min: 1, max: 24 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      put: id,
      version: fc.integer({ min: 1, max: 99 }),
      organization: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ deactivate: id }) },
  { weight: 1, arbitrary: fc.record({ remove: id }) },
  {
    weight: 1,
    arbitrary: fc.record({
      rename: fc.integer({ min: 1, max: 3 }),
      version: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      fault: fc.constantFrom(...Object.keys(FAULTS)),
      forMs: fc.integer({ min: 1, max: 120_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ waitMs: fc.integer({ min: 1, max: 90_000 }) }) },
  { weight: 2, arbitrary: fc.constant({ kill: true as const }) },
);

it('DS6: whatever Zammad does and whenever the relay goes, in the end all is as there, and nobody who is there was ever missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { file, remove } = await temporaryFile();
      let bench = await startSyncBench({ file, tickMs: 1_000, timeoutMs: 25 });
      const { zammad } = bench;
      for (let each = 1; each <= 3; each++)
        zammad.putOrganization({ id: each, name: `Org ${each}` });
      for (let each = 1; each <= 24; each++) zammad.put(customer(each));
      await bench.wholePass();
      const always = new Set(zammad.people.keys());
      const check = () => {
        for (const each of always) expect(bench.index.get(each), `person ${each}`).toBeDefined();
      };
      for (const one of steps) {
        if ('put' in one) {
          const phone = `030 ${40_000_000 + one.put * 100 + one.version}`;
          zammad.put(customer(one.put, { phone, active: true, organization_id: one.organization }));
        } else if ('deactivate' in one) {
          always.delete(one.deactivate);
          if (zammad.people.has(one.deactivate)) zammad.put({ id: one.deactivate, active: false });
        } else if ('remove' in one) {
          always.delete(one.remove);
          zammad.people.delete(one.remove);
        } else if ('rename' in one) {
          zammad.putOrganization({ id: one.rename, name: `Org ${one.rename}/${one.version}` });
        } else if ('fault' in one) {
          zammad.fault = FAULTS[one.fault];
          await bench.pass(one.forMs);
          zammad.fault = undefined;
        } else if ('waitMs' in one) await bench.pass(one.waitMs);
        else bench = await bench.restart();
        check();
      }
      const alike = () => JSON.stringify(bench.known()) === JSON.stringify(bench.wanted());
      await bench.until(alike, 3_600_000);
      check();
      expect(zammad.requests.every(({ method }) => method === 'GET')).toBe(true);
      expect(zammad.mostAtOnce).toBe(1);
      await bench.close();
      await remove();
    }),
    { numRuns: 15 },
  );
}, 60_000);
