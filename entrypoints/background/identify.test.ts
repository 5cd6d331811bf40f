import metadata from 'libphonenumber-js/min/metadata';
import { describe, expect, it } from 'vitest';
import { createPhone } from '../../lib/core/phone.ts';
import type { CtiLog, ZammadUser } from '../../lib/zammad/types.ts';
import { sampleCall } from '../../tests/background/sample-call.ts';
import { identify, LATE_ROW_MS } from './identify.ts';

const ida = {
  id: 9,
  firstname: 'Ida',
  lastname: 'Plus',
  phone: '+49 (0)30 609854-180',
  mobile: '',
  fax: '',
  email: '',
  active: true,
  vip: false,
} as ZammadUser;
const row = (level: 'known' | 'maybe'): CtiLog => ({
  rows: [
    {
      id: 1,
      callId: 'c1',
      direction: 'in',
      state: 'newCall',
      from: '4930609854180',
      to: '493012300',
      done: false,
      matches: [{ userId: 9, level }],
    },
  ],
  users: [ida],
});
const NO_ROW: CtiLog = { rows: [], users: [] };

/** A Zammad without a number search, whose log answers one of these after the other. */
function start(answers: (CtiLog | Error)[], found: ZammadUser[] = []) {
  const waited: number[] = [];
  let asked = 0;
  const who = () =>
    identify(
      {
        zammad: {
          ctiLog: async () => {
            const answer = answers[Math.min(asked++, answers.length - 1)] ?? NO_ROW;
            if (answer instanceof Error) throw answer;
            return answer;
          },
          searchUsers: async () => found,
          usersByIds: async () => [],
          searchTickets: async () => [],
          articles: async () => [],
        },
        phone: createPhone(metadata, { homeCountry: 'DE' }),
        forwards: true,
        fields: [],
        excluded: new Set(),
        guess: true,
        wait: async (ms) => void waited.push(ms),
      },
      sampleCall({ remote: { ...sampleCall().remote, number: '+4930609854180', matches: [] } }),
    );
  return { who, waited, asked: () => asked };
}

it('a row of the caller log that comes after our question is waited for', async () => {
  const { who, waited } = start([NO_ROW, NO_ROW, row('known')]);
  expect(await who()).toMatchObject([{ userId: 9, name: 'Ida Plus' }]);
  expect(waited).toEqual(LATE_ROW_MS.slice(0, 2));
});

it('a row that names nobody ends the waiting, and so does patience', async () => {
  const there = start([row('maybe')]);
  expect(await there.who()).toEqual([]);
  expect(there.waited).toEqual([]);
  const never = start([NO_ROW]);
  expect(await never.who()).toEqual([]);
  expect(never.waited).toEqual(LATE_ROW_MS);
});

it('nobody waits for the log when the search has found somebody, or the log does not answer', async () => {
  const searched = start([NO_ROW], [ida]);
  expect(await searched.who()).toMatchObject([{ userId: 9 }]);
  const silent = start([new Error('403')]);
  expect(await silent.who()).toEqual([]);
  expect([...searched.waited, ...silent.waited]).toEqual([]);
});

describe('MA13: without a directory the search is ranked by the same rules', () => {
  const user = (id: number, phone: string, more: Partial<ZammadUser> = {}): ZammadUser => ({
    ...ida,
    id,
    firstname: 'Person',
    lastname: String(id),
    phone,
    organization: 'Kranbau',
    roleIds: [3],
    groupIds: [],
    updatedAt: 0,
    ...more,
  });
  const asked = async (...found: ZammadUser[]) =>
    (await start([NO_ROW], found).who()).map(({ userId, reason }) => `${userId} ${reason.kind}`);

  it('who has the number, also as one of several in a field, ends the guessing', async () => {
    const several = user(2, 'Zentrale: 030 111111, Büro: 030 609854-180 (vormittags)');
    expect(await asked(user(1, '030 609854-181'), several)).toEqual(['2 exact']);
  });
  it('else those near it, surest first', async () => {
    expect(
      await asked(
        user(1, '040 609854180', { organization: 'Werft' }),
        user(2, '030 609854-199'),
        user(3, '030 609854-0'),
        user(4, '609854180', { organization: 'Hafen' }),
        user(5, '0171 1234567'),
      ),
    ).toEqual(['3 organization', '2 block', '1 lastDigits', '4 lastDigits']);
  });
  it('no inactive people, and no colleagues', async () => {
    expect(
      await asked(
        user(1, '030 609854-181', { active: false }),
        user(2, '030 609854-182', { groupIds: [1] }),
        user(3, '030 609854180', { active: false }),
      ),
    ).toEqual([]);
  });
});
