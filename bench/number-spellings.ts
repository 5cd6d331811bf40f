/** How many spellings of one number are found as one, by us and by Zammad's own matcher. */
import metadata from 'libphonenumber-js/max/metadata';
import { createPhone, type Phone } from '../lib/core/phone.ts';
import { zammadFinds } from '../lib/core/zammad-matcher.ts';
import type { ZammadUser } from '../lib/zammad/types.ts';
import { createNumberIndex } from '../relay/directory/number-index.ts';
import { directoryPerson } from '../relay/directory/person.ts';
import { type SpellingRow, spellingRows } from '../tests/core/number-spellings.ts';
import type { Row } from './figures.ts';

interface JudgedRow extends SpellingRow {
  /** Named for sure. */
  ours: boolean;
  zammads: boolean;
}

const NINA = 7;

/** Each row as the relay answers it: stored by the directory, called through a connection. */
export function judgeSpellings(): JudgedRow[] {
  const phones = new Map<string, Phone>();
  const phoneOf = (homeCountry: string, areaCode?: string, outsideLine?: string): Phone => {
    const key = JSON.stringify([homeCountry, areaCode, outsideLine]);
    const known = phones.get(key);
    if (known) return known;
    const made = createPhone(metadata, { homeCountry, areaCode, outsideLine });
    phones.set(key, made);
    return made;
  };
  const index = createNumberIndex({ mobile: phoneOf('DE').mobile });
  return spellingRows().map((row) => {
    const phone = phoneOf(row.homeCountry, row.areaCode);
    const { e164 } = phoneOf(row.homeCountry, row.areaCode, row.outsideLine).read(row.called);
    const person = directoryPerson(userWith(row.stored), phone);
    if (person) index.put(person);
    else index.remove(NINA);
    const matches = e164 === undefined ? [] : index.lookup(e164);
    return {
      ...row,
      ours: matches.some(({ reason }) => reason.kind === 'exact'),
      zammads: zammadFinds(row.stored, row.called),
    };
  });
}

function userWith(phone: string): ZammadUser {
  return {
    id: NINA,
    login: 'nina',
    firstname: 'Nina',
    lastname: 'Nord',
    email: '',
    phone,
    mobile: '',
    fax: '',
    organization: 'Nord GmbH',
    vip: false,
    active: true,
    roleIds: [3],
    groupIds: [],
    outOfOffice: false,
    updatedAt: 0,
  };
}

export async function numberRows(): Promise<Row[]> {
  const rows = judgeSpellings();
  const same = rows.filter((row) => row.same);
  const others = rows.filter((row) => !row.same);
  const row = (who: string, named: (row: JudgedRow) => boolean, judged: boolean): Row[] => {
    const found = same.filter(named).length;
    const wrong = others.filter(named).length;
    const share = ((100 * found) / same.length).toFixed(1);
    return [
      {
        what: `same number found, ${who}`,
        figure: `${found} of ${same.length} (${share} %)`,
        ...(judged && { wanted: 'all', holds: found === same.length }),
      },
      {
        what: `somebody else named, ${who}`,
        figure: `${wrong} of ${others.length}`,
        ...(judged && { wanted: 'none', holds: wrong === 0 }),
      },
    ];
  };
  return [
    ...row('Offhook', ({ ours }) => ours, true),
    ...row('Zammad’s matcher', ({ zammads }) => zammads, false),
  ];
}
