import metadata from 'libphonenumber-js/min/metadata';
import { expect, it } from 'vitest';
import { createPhone } from '../../lib/core/phone.ts';
import type { UserInput, ZammadUser } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type CreateDeps, createPersonMaker } from './person-create.ts';

const NORA = { firstname: 'Nora', lastname: 'Neuhaus', field: 'phone' };
const CALL = { id: 'c1', number: '+491709998877' };

/** A Zammad that keeps people; each request goes as the next word says, then all go well. */
function start(...fates: ('lost' | 'refused' | 'down')[]) {
  const people: ZammadUser[] = [];
  let searches: 'fine' | 'down' = 'fine';
  const search = async () => {
    if (searches === 'down') throw new ZammadError('zammad/unreachable');
    return people;
  };
  const deps: CreateDeps = {
    phone: createPhone(metadata, { homeCountry: 'DE' }),
    fields: [],
    zammad: {
      searchUsers: search,
      usersByIds: async () => [],
      organization: async () => ({ id: 1, name: '', active: true, memberIds: [] }),
      async createUser({ numbers = {}, ...names }: UserInput) {
        const fate = fates.shift();
        if (fate === 'refused') throw new ZammadError('zammad/refused');
        if (fate === 'down') {
          searches = 'down';
          throw new ZammadError('zammad/unreachable');
        }
        const user: ZammadUser = {
          id: people.length + 100,
          login: '',
          firstname: '',
          lastname: '',
          email: '',
          phone: '',
          mobile: '',
          fax: '',
          vip: false,
          active: true,
          roleIds: [3],
          groupIds: [],
          outOfOffice: false,
          updatedAt: 0,
          ...names,
          ...numbers,
        };
        people.push(user);
        if (fate === 'lost') {
          searches = 'down';
          throw new ZammadError('zammad/slow');
        }
        return user;
      },
    },
  };
  const maker = createPersonMaker();
  return {
    people,
    create: (more: object = {}) => maker.create(deps, CALL, { ...NORA, ...more }),
    upAgain: () => {
      searches = 'fine';
    },
  };
}

it.each(['lost', 'down'] as const)(
  'an outcome that cannot be learned (%s) is told, and the next click looks first',
  async (fate) => {
    const { create, people, upAgain } = start(fate);
    await expect(create()).rejects.toMatchObject({ code: 'person/unclear' });
    upAgain();
    const made = await create({ anyway: true });
    expect(made).toMatchObject({ user: { id: 100 } });
    expect(await create()).toEqual(made);
    expect(people).toHaveLength(1);
  },
);

it('while Zammad does not say who exists, nobody is created', async () => {
  const { create, people } = start('down');
  await expect(create()).rejects.toMatchObject({ code: 'person/unclear' });
  await expect(create()).rejects.toMatchObject({ code: 'zammad/unreachable' });
  await expect(create({ anyway: true })).rejects.toMatchObject({ code: 'zammad/unreachable' });
  expect(people).toEqual([]);
});

it('a refusal leaves nothing behind: the next click creates', async () => {
  const { create, people } = start('refused');
  await expect(create()).rejects.toMatchObject({ code: 'zammad/refused' });
  expect(await create()).toHaveProperty('user');
  expect(people).toHaveLength(1);
});

it('"somebody alike" is asked for each time, "anyway" twice at once is one person', async () => {
  const { create, people } = start();
  await create({ firstname: 'Nora', lastname: 'Neuhau' });
  expect(await create()).toHaveProperty('similar');
  const clicks = await Promise.all([create(), create({ anyway: true }), create({ anyway: true })]);
  expect(clicks[1]).toEqual(clicks[2]);
  expect(people).toHaveLength(2);
});
