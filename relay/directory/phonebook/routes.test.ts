import { describe, expect, it } from 'vitest';
import { readXml, type XmlNode } from '../../testing/read-xml.ts';
import { person, SECRET, startPhoneLab } from './testing/phone-lab.ts';

const NINA = person(7, {
  name: 'Nina Nord',
  organization: 'Nord GmbH',
  numbers: [
    { digits: '4930609854180', field: 'phone' },
    { digits: '491711234567', field: 'mobile' },
    { digits: '4930609854189', field: 'fax' },
    { digits: '4930111111', field: 'note' },
  ],
});
const JEAN = person(8, {
  name: 'Jean Petit',
  vip: true,
  numbers: [{ digits: '33140000000', field: 'phone' }],
});

const texts = (node: XmlNode | string, name: string): string[] =>
  typeof node === 'string'
    ? []
    : [
        ...(node.name === name ? [node.children.join('')] : []),
        ...node.children.flatMap((child) => texts(child, name)),
      ];
const list = async (response: Promise<Response>) => {
  const xml = readXml(await (await response).text());
  return { names: texts(xml, 'Name'), numbers: texts(xml, 'Telephone') };
};

describe('PB1: the secret', () => {
  it('wrong ones are 401, then 429; a right one still opens; nothing of it is logged', async () => {
    const lab = await startPhoneLab([NINA]);
    const wrong = () => fetch(`${lab.url}/phonebook/yealink/wrong-secret`);
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn++) statuses.push((await wrong()).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await lab.book('yealink')).status).toBe(200);
    lab.clock.advance(61_000);
    expect((await wrong()).status).toBe(401);
    await lab.book('yealink', '?search=Nina');
    expect(lab.logged()).toContain('"people":1');
    expect(lab.logged()).not.toMatch(/secret|nina|nord|609854180|phonebook\//i);
  });
  it('without a configured secret no secret is right', async () => {
    const lab = await startPhoneLab([NINA], { secret: undefined });
    for (const token of ['undefined', '%00', SECRET]) {
      expect((await fetch(`${lab.url}/phonebook/yealink/${token}`)).status).toBe(401);
    }
  });
  it('a prefix, another case, something behind it: wrong', async () => {
    const lab = await startPhoneLab([NINA]);
    for (const token of [SECRET.slice(0, -1), `${SECRET}x`, SECRET.toUpperCase()]) {
      expect((await fetch(`${lab.url}/phonebook/yealink/${token}`)).status).toBe(401);
    }
  });
});

describe('PB3: who is in it', () => {
  it('no notes, no fax unless asked for, nobody without a number', async () => {
    const lab = await startPhoneLab([NINA, person(9, { numbers: [] })]);
    expect((await list(lab.book('yealink'))).numbers).toEqual(['+4930609854180', '+491711234567']);
    expect((await list(lab.book('yealink', '?fax=1'))).numbers).toHaveLength(3);
    lab.people.push(
      person(10, { name: 'Fax Only', numbers: [{ digits: '4930123456', field: 'fax' }] }),
    );
    lab.changed();
    expect((await list(lab.book('yealink'))).names).toEqual(['Nord, Nina (Nord GmbH)']);
  });
  it('only VIPs, only an organisation', async () => {
    const lab = await startPhoneLab([NINA, JEAN]);
    expect((await list(lab.book('yealink', '?vip=1'))).names).toEqual(['Petit, Jean']);
    expect((await list(lab.book('yealink', '?organization=nord%20gmbh'))).names).toEqual([
      'Nord, Nina (Nord GmbH)',
    ]);
    expect((await list(lab.book('yealink', '?organization=Nobody'))).names).toEqual([]);
  });
  it('who left the directory is gone from the next answer, and from its menus and searches', async () => {
    const lab = await startPhoneLab([NINA, JEAN]);
    expect((await list(lab.book('yealink'))).names).toHaveLength(2);
    lab.people.splice(0, 1);
    lab.changed();
    expect((await list(lab.book('yealink'))).names).toEqual(['Petit, Jean']);
    expect((await list(lab.book('yealink', '?search=nina'))).names).toEqual([]);
    expect((await list(lab.book('yealink', '?group=N'))).names).toEqual([]);
  });
});

describe('PB4: the address over the configuration', () => {
  it('options of the configuration, changed by the address', async () => {
    const lab = await startPhoneLab([NINA, JEAN], { sort: 'first', format: 'zeros', prefix: '0' });
    expect(await list(lab.book('yealink'))).toEqual({
      names: ['Jean Petit', 'Nina Nord (Nord GmbH)'],
      numbers: ['00033140000000', '0004930609854180', '000491711234567'],
    });
    const changed = lab.book('yealink', '?sort=last&format=national&prefix=&mac=00156512AB&page=1');
    expect(await list(changed)).toEqual({
      names: ['Nord, Nina (Nord GmbH)', 'Petit, Jean'],
      numbers: ['030609854180', '01711234567', '0033140000000'],
    });
  });
  it.each([
    ['?sort=up', '"sort" must be one of last, first.'],
    ['?page=0', '"page" must be at least 1.'],
    ['?page=-1', '"page" must be a whole number.'],
    ['?max=999999', '"max" must be at most 100000.'],
    ['?range=9-1', '"range" must look like 1-100.'],
    ['?vip=perhaps', '"vip" must be 1 or 0.'],
    [`?search=${'x'.repeat(101)}`, '"search" must have at most 100 characters.'],
    ['?prefix=%2B49', '"prefix" must be at most 3 digits.'],
  ])('%s', async (query, sentence) => {
    const lab = await startPhoneLab([NINA]);
    const answer = await lab.book('yealink', query);
    expect([answer.status, await answer.json()]).toEqual([422, { error: sentence }]);
  });
  it('formats and kinds that are none', async () => {
    const lab = await startPhoneLab([NINA]);
    for (const format of ['cisco', '__proto__', 'toString']) {
      const answer = await lab.book(format);
      expect([answer.status, await answer.text()]).toEqual([
        404,
        expect.stringContaining('yealink, snom, grandstream, fritzbox, vcard'),
      ]);
    }
    expect((await lab.book('snom', '?kind=constructor')).status).toBe(404);
    expect((await fetch(`${lab.url}/phonebook/yealink`)).status).toBe(404);
  });
  it('file names: what phones put behind the address, and kinds of a format', async () => {
    const lab = await startPhoneLab([NINA]);
    const root = async (path: string, method = 'GET') => {
      const answer = await fetch(`${lab.url}/phonebook/${path}`, { method });
      return readXml(await answer.text()).name;
    };
    expect(await root(`grandstream/${SECRET}/phonebook.xml`)).toBe('AddressBook');
    expect(await root(`grandstream/${SECRET}/gs_phonebook.xml`)).toBe('AddressBook');
    expect(await root(`snom/${SECRET}/tbook.xml`, 'POST')).toBe('tbook');
    expect(await root(`yealink/${SECRET}/book.xml`)).toBe('YealinkIPPhoneBook');
    expect(await root(`yealink/${SECRET}/`)).toBe('YealinkIPPhoneDirectory');
  });
});

describe('PB8: numbers as they are dialled', () => {
  it('the same number in every format, at most 21 characters', async () => {
    const long = person(1, { numbers: [{ digits: '123456789012345', field: 'phone' }] });
    const lab = await startPhoneLab([NINA, JEAN, long]);
    for (const format of ['plus', 'zeros', 'national']) {
      const { numbers } = await list(lab.book('yealink', `?format=${format}&prefix=999`));
      expect(numbers).toHaveLength(4);
      for (const number of numbers) expect(number).toMatch(/^\+?\d{3,21}$/);
    }
  });
  it('from North America abroad is 011', async () => {
    const lab = await startPhoneLab([NINA], {}, { homeCountry: 'US' });
    const { numbers } = await list(lab.book('yealink', '?format=zeros&prefix=9'));
    expect(numbers[0]).toBe('90114930609854180');
  });
});

describe('PB9: order and version', () => {
  it('the language’s order, equal names by id, the same bytes each time', async () => {
    const names = ['Zoë Öhler', 'Anna Oder', 'Bert Ofen', 'Eva Ähre', 'Udo Ast', 'Ida Zett'];
    const people = names.map((name, at) => person(at + 1, { name, numbers: NINA.numbers }));
    people.push(person(99, { name: 'Udo Ast' }), person(50, { name: 'Udo Ast' }));
    const lab = await startPhoneLab(people);
    const first = await (await lab.book('vcard', '?page=1')).text();
    const order = [...first.matchAll(/^FN:(.*)\r$/gm)].map((match) => match[1]);
    expect(order).toEqual([
      'Eva Ähre',
      'Udo Ast',
      'Udo Ast',
      'Udo Ast',
      'Anna Oder',
      'Bert Ofen',
      'Zoë Öhler',
      'Ida Zett',
    ]);
    expect([...first.matchAll(/^UID:offhook-person-(\d+)/gm)].map((match) => match[1])).toEqual([
      '4',
      '5',
      '50',
      '99',
      '2',
      '3',
      '1',
      '6',
    ]);
    expect(await (await lab.book('vcard', '?page=1')).text()).toBe(first);
  });
  it('Swedish has its ö behind the z', async () => {
    const people = ['Öberg', 'Zorn', 'Olsen'].map((name, at) => person(at + 1, { name }));
    const lab = await startPhoneLab(people, {}, { homeCountry: 'SE' });
    expect((await list(lab.book('yealink'))).names).toEqual(['Olsen', 'Zorn', 'Öberg']);
  });
  it('304 while nothing changes, not after a name, a number, a person, an option did', async () => {
    const lab = await startPhoneLab([NINA, JEAN]);
    const tag = async (query = '') => (await lab.book('yealink', query)).headers.get('etag') ?? '';
    const ask = (known: string, query = '') =>
      lab.book('yealink', query, { headers: { 'if-none-match': known } });
    const etag = await tag();
    const same = await ask(etag);
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await ask(`"other", W/${etag}`)).status).toBe(304);
    expect((await ask('"other"')).status).toBe(200);
    expect((await ask(etag, '?sort=first')).status).toBe(200);
    const seen = new Set([etag]);
    const changes: (() => void)[] = [
      () => (lab.people[0] = { ...NINA, name: 'Nina South' }),
      () => (lab.people[0] = { ...NINA, numbers: JEAN.numbers }),
      () => lab.people.push(person(20)),
      () => lab.people.pop(),
    ];
    for (const change of changes) {
      change();
      lab.changed();
      expect((await ask(etag)).status).toBe(200);
      seen.add(await tag());
    }
    expect(seen.size).toBe(5);
  });
  it('who changes comes to the right place, among those who stay', async () => {
    const people = Array.from({ length: 600 }, (_, at) =>
      person(at + 1, { name: `Name ${at + 1}` }),
    );
    const lab = await startPhoneLab(people, { max: 1000 });
    await (await lab.book('yealink')).text();
    lab.people[300] = person(301, { name: 'Aaron' });
    lab.people.splice(10, 1);
    lab.changed();
    const { names } = await list(lab.book('yealink'));
    expect(names).toHaveLength(599);
    expect(names[0]).toBe('Aaron');
    expect(names.slice(1, 11)).toEqual(Array.from({ length: 10 }, (_, at) => `Name ${at + 1}`));
    expect(names[11]).toBe('Name 12');
  });
});

it('PB10: a telephone that hangs up in the middle harms nobody', async () => {
  const people = Array.from({ length: 20_000 }, (_, at) => person(at + 1));
  const lab = await startPhoneLab(people);
  for (let turn = 0; turn < 5; turn++) {
    const stop = new AbortController();
    const answer = await lab.book('vcard', '', { signal: stop.signal });
    await answer.body?.getReader().read();
    stop.abort();
  }
  expect((await lab.book('yealink', '?vip=1')).status).toBe(200);
});
