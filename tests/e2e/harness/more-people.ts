/**
 * People and tickets that the tests of matching need. They are put into Zammad where they are not
 * there yet, before the relay reads who is who; the numbers belong to nobody else.
 */
import { askZammad } from './ask-zammad.ts';
import { onSandbox } from './login.ts';
import type { ZammadTarget } from './target.ts';

interface Somebody {
  firstname: string;
  lastname: string;
  phone?: string;
  mobile?: string;
  fax?: string;
  active?: boolean;
}

const nameOf = ({ firstname, lastname }: Somebody) => `${firstname} ${lastname}`;
const who = <T extends Somebody>(person: T) => ({ ...person, name: nameOf(person) });

export const QUIRIN = {
  ...who({ firstname: 'Quirin', lastname: 'Dots', phone: '030.987.6543' }),
  number: '49309876543',
};
/** A British number, stored with the zero that is only dialled at home. */
export const ZOE = {
  ...who({ firstname: 'Zoë', lastname: 'Ångström', phone: '+44 (0)20 7946 0026' }),
  number: '442079460026',
  display: '+44 20 7946 0026',
};
export const INGO = {
  ...who({ firstname: 'Ingo', lastname: 'Inaktiv', phone: '+49 30 1112223', active: false }),
  number: '49301112223',
};
export const SELMA = {
  ...who({ firstname: 'Selma', lastname: 'Strich', phone: '030 / 23 125-414' }),
  number: '493023125414',
};
export const MORITZ = {
  ...who({ firstname: 'Moritz', lastname: 'Mobil', mobile: '0171 / 23 12 541' }),
  number: '491712312541',
};
export const FANNY = {
  ...who({ firstname: 'Fanny', lastname: 'Fax', fax: '(030) 23125-412' }),
  number: '493023125412',
};
/** No number of his own; one stands in the text of his ticket. */
export const TOM = who({ firstname: 'Tom', lastname: 'Nonumber' });
export const WRITTEN_NUMBER = '4915123456789';

const three = (firstname: string, phone: string) => who({ firstname, lastname: 'Werft', phone });
/** Known to every test Zammad; his ticket may not be. */
const OTTO = who({ firstname: 'Otto', lastname: 'Slash', phone: '030/54000006' });
/** Waits for an answer of ours. */
export const WILMA = {
  ...who({ firstname: 'Wilma', lastname: 'Wartend', phone: '+49 30 23125-417' }),
  number: '493023125417',
};

/** Three people, one number, three spellings. */
export const SHIPYARD = {
  people: [
    three('Wanda', '+49 381 4567-0'),
    three('Xaver', '0381 / 45 67-0'),
    who({ firstname: 'Yasmin', lastname: 'Kai', phone: '+49 (0)381 45670' }),
  ],
  number: '4938145670',
};
const pair = (one: string, two: string, end: string) => ({
  people: [
    who({ firstname: one, lastname: 'Paar', phone: `030 23125 ${end}` }),
    who({ firstname: two, lastname: 'Paar', phone: `+49 30 23125-${end}` }),
  ] as const,
  number: `493023125${end}`,
});
/** The team comes to remember which of them calls. */
export const PAIR = pair('Paula', 'Paul', '410');
/** Nobody chose between them yet, in each of Zammad's two pages: whoever is chosen is remembered. */
export const UNDECIDED = {
  legacy: pair('Thea', 'Theo', '415'),
  desktop: pair('Tina', 'Timo', '416'),
};
/** One of them is found not to have this number. */
export const WRONG_PAIR = pair('Rita', 'Rolf', '413');

const CAST: Somebody[] = [
  QUIRIN,
  ZOE,
  INGO,
  SELMA,
  MORITZ,
  FANNY,
  TOM,
  OTTO,
  WILMA,
  ...[SHIPYARD, PAIR, ...Object.values(UNDECIDED), WRONG_PAIR].flatMap(({ people }) => people),
];
const TICKETS = [
  {
    title: 'Remote control pairing',
    body: 'The remote control is not recognised after the battery change.',
    customer: OTTO,
    sender: 'Customer',
  },
  {
    title: 'Waiting for the new rope',
    body: 'When does it come?',
    customer: WILMA,
    sender: 'Customer',
  },
  {
    customer: TOM,
    title: 'Crane driver cannot log in',
    body: 'Our driver needs access today. Please call him: 0151 / 23 45 67 89, he is on the crane.',
  },
  {
    customer: TOM,
    title: 'Somebody else asks for the same rope',
    body: `Please tell Quirin as well, he is at ${QUIRIN.phone} all day.`,
  },
];

export async function prepare(target: ZammadTarget): Promise<void> {
  const ask = <T>(method: string, path: string, body?: object) =>
    askZammad<T>(target, target.agents[0], method, path, body);
  const ids = new Map<string, number>();
  for (const person of CAST) {
    const query = encodeURIComponent(person.firstname);
    const found = await ask<({ id: number } & Somebody)[]>(
      'GET',
      `users/search?limit=50&query=${query}`,
    );
    const name = nameOf(person);
    const known = found.find((one) => nameOf(one) === name);
    const { firstname, lastname, phone, mobile, fax, active } = person;
    const fields = { firstname, lastname, phone, mobile, fax, active };
    const { id } = known ?? (await ask<{ id: number }>('POST', 'users', fields));
    ids.set(name, id);
  }
  for (const { title, body, customer, ...more } of TICKETS) {
    const found = await ask<{ title: string }[]>(
      'GET',
      `tickets/search?limit=50&query=${encodeURIComponent(title.split(' ')[0]!)}&expand=true`,
    );
    if (found.some((one) => one.title === title)) continue;
    const article = { body, type: 'phone', internal: false, ...more };
    const customer_id = ids.get(customer.name);
    await ask('POST', 'tickets', { title, group: 'Users', customer_id, article });
  }
}

let made = 0;

/** A last name that nobody has; a real Zammad remembers those of earlier runs. */
export function newName(): string {
  made += 1;
  const names = ['Neuhaus', 'Neumann', 'Neubauer', 'Neuland', 'Neuberg', 'Neuwirth'];
  if (onSandbox && made <= names.length) return names[made - 1]!;
  const letters = [...String(Date.now())].map((digit) => 'bcdfgklmnr'[Number(digit)]);
  return `Neu${letters.join('')}`;
}

/** Somebody without any number whom nobody has heard of before. */
export async function newcomer(
  target: ZammadTarget,
  firstname: string,
): Promise<{ name: string; lastname: string }> {
  const lastname = newName();
  await askZammad(target, target.agents[0], 'POST', 'users', { firstname, lastname });
  return { name: `${firstname} ${lastname}`, lastname };
}
