import { expect, it } from 'vitest';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { peopleHandlers } from './handlers-people.ts';
import { Problem } from './problem.ts';
import type { Services } from './services.ts';

const CALLER = {} as Parameters<ReturnType<typeof peopleHandlers>['person.fields']>[1];
const NORA = { callId: 'c1', firstname: 'Nora', lastname: 'Neu', field: 'phone' };
const HIT = { userId: 9, name: 'Ida Plus', vip: false };

function handlers(
  people: Partial<Record<keyof Services['people'], (...input: never[]) => unknown>>,
) {
  return peopleHandlers({ people } as unknown as Services);
}

it('expected failures are values, with what there is to read', async () => {
  const asked = handlers({
    attach: async () => Promise.reject(new Problem('person/occupied', '030 1')),
    search: async () => Promise.reject(new ZammadError('zammad/slow')),
    create: async () => ({ similar: [HIT] }),
  });
  expect(await asked['person.attach']({ callId: 'c1', userId: 9, field: 'phone' }, CALLER)).toEqual(
    { ok: false, code: 'person/occupied', detail: '030 1' },
  );
  expect(await asked['person.search']({ query: 'x' }, CALLER)).toEqual({
    ok: false,
    code: 'zammad/slow',
  });
  const similar = await asked['person.create'](NORA, CALLER);
  expect(similar).toMatchObject({ ok: false, code: 'person/similar' });
  expect(JSON.parse((similar as { detail: string }).detail)).toEqual([HIT]);
});

it('what should not happen is not made into an answer', async () => {
  const asked = handlers({ fields: async () => Promise.reject(new TypeError('x')) });
  await expect(asked['person.fields']({}, CALLER)).rejects.toThrow(TypeError);
});

it('undo takes the exclusion back', async () => {
  const done: string[] = [];
  const asked = handlers({
    exclude: async () => void done.push('exclude'),
    include: async () => void done.push('include'),
  });
  const about = { callId: 'c1', userId: 9 };
  expect(await asked['number.exclude'](about, CALLER)).toEqual({ ok: true, value: null });
  await asked['number.exclude']({ ...about, undo: true }, CALLER);
  expect(done).toEqual(['exclude', 'include']);
});
