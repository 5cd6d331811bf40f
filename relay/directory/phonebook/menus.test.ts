import { describe, expect, it } from 'vitest';
import { readXml, type XmlNode } from '../../testing/read-xml.ts';
import { person, type PhoneLab, SECRET, startPhoneLab } from './testing/phone-lab.ts';

const textOf = (node: XmlNode | undefined, name: string) =>
  node?.children
    .flatMap((child) => (typeof child === 'string' || child.name !== name ? [] : [child]))
    .map(({ children }) => children.join(''))[0] ?? '';
const named = (node: XmlNode, name: string) =>
  node.children.filter(
    (child): child is XmlNode => typeof child !== 'string' && child.name === name,
  );

async function open(lab: PhoneLab, url: string) {
  expect(url.startsWith(`${lab.url}/phonebook/`)).toBe(true);
  const root = readXml(await (await fetch(url)).text());
  const items = named(root, 'MenuItem').map((item) => ({
    name: textOf(item, 'Name'),
    url: textOf(item, 'URL'),
  }));
  const lines = named(root, 'DirectoryEntry').map((entry) => textOf(entry, 'Name'));
  const numbers = named(root, 'DirectoryEntry').map((entry) => textOf(entry, 'Telephone'));
  return { root: root.name, title: textOf(root, 'Title'), items, lines, numbers };
}

/** The numbers of every list that can be reached. */
async function walk(lab: PhoneLab, url: string, depth = 0): Promise<string[]> {
  expect(depth).toBeLessThan(5);
  const { items, numbers } = await open(lab, url);
  expect(items.length).toBeLessThanOrEqual(101);
  const below: string[] = [];
  for (const item of items) {
    expect(item.name).not.toBe('');
    if (!item.url.endsWith('search=')) below.push(...(await walk(lab, item.url, depth + 1)));
  }
  return [...numbers, ...below];
}

const crowd = (count: number, name: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => person(at + 1, { name: name(at) }));
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

describe('PB12: menus', () => {
  it('letters, umlauts with their letters, the rest last; options stay in the links', async () => {
    const lab = await startPhoneLab([
      ...crowd(700, (at) => `Name ${LETTERS[at % 26]}${at}`),
      person(901, { name: 'Jörg Ärger' }),
      person(902, { name: 'Иван Петров' }),
      person(903, { name: '+49 30 1' }),
      person(904, { name: '王小明' }),
    ]);
    lab.people.forEach((one, at) => {
      if (one.name.startsWith('Name')) lab.people[at] = { ...one, name: one.name.slice(5) };
    });
    lab.changed();
    const menu = await open(lab, `${lab.url}/phonebook/yealink/${SECRET}?sort=last&format=zeros`);
    expect(menu.root).toBe('YealinkIPPhoneMenu');
    expect(menu.items.map(({ name }) => name)).toEqual([...LETTERS, 'П', '#']);
    const [a] = menu.items;
    const list = await open(lab, a!.url);
    expect(new URL(a!.url).searchParams.toString()).toBe('sort=last&format=zeros&group=A');
    expect([list.title, list.lines.at(-1)]).toEqual(['A', 'Ärger, Jörg']);
    expect((await open(lab, menu.items.at(-1)!.url)).lines).toEqual(['+49 30 1', '王小明']);
  });
  it.each([
    ['yealink', 'letters', 700, (at: number) => `${LETTERS[at % 26]}x ${at}`],
    ['yealink', 'letters', 1_600, () => 'Same Name'],
    ['yealink', 'letters', 1_200, (at: number) => `4${at}`],
    ['snom', 'letters', 900, (at: number) => `${LETTERS[at % 3]} ${at}`],
    ['snom', 'letters', 7_000, (at: number) => `Meier ${at}`],
    ['snom', 'organizations', 900, (at: number) => `P${at}`],
  ])('%s by %s: %i people, each reached once', async (format, menu, count, name) => {
    const people = crowd(count, name).map((one) => ({
      ...one,
      organization: `Org ${one.id % 260}`,
    }));
    const lab = await startPhoneLab(people);
    const numbers = await walk(lab, `${lab.url}/phonebook/${format}/${SECRET}?menu=${menu}`);
    expect(numbers).toHaveLength(count);
    expect(new Set(numbers).size).toBe(count);
  });
  it('Snom asks for what to search; the answer is a list, or says that nobody is there', async () => {
    const lab = await startPhoneLab(crowd(200, (at) => `${LETTERS[at % 26]}anna Müller${at}`));
    const menu = await open(lab, `${lab.url}/phonebook/snom/${SECRET}?format=zeros`);
    expect(menu.items[0]?.name).toBe('Suchen');
    const prompt = readXml(await (await fetch(menu.items[0]!.url)).text());
    const [item] = named(prompt, 'InputItem');
    expect([prompt.name, textOf(prompt, 'URL'), textOf(item, 'QueryStringParam')]).toEqual([
      'SnomIPPhoneInput',
      `${lab.url}/phonebook/snom/${SECRET}`,
      'format=zeros&search',
    ]);
    const typed = `${textOf(prompt, 'URL')}?${textOf(item, 'QueryStringParam')}=`;
    expect((await open(lab, `${typed}mueller19`)).lines).toHaveLength(11);
    const nobody = readXml(await (await fetch(`${typed}nobody`)).text());
    expect([nobody.name, textOf(nobody, 'Text')]).toEqual(['SnomIPPhoneText', 'Niemand gefunden']);
  });
  it.each([
    ['mül', 1],
    ['MUELLER', 1],
    ['muller', 1],
    ['zoë m', 1],
    ['m zoe', 1],
    ['gmbh', 2],
    ['nord g', 1],
    ['ller', 0],
    ['030 609-854', 1],
    ['+49 30 609854', 1],
    ['0049306098', 1],
    ['30', 0],
    ['00', 0],
    ['--', 0],
  ])('search for %j finds %i', async (typed, count) => {
    const lab = await startPhoneLab([
      person(1, { name: 'Zoë Müller', organization: 'Nord GmbH' }),
      person(2, {
        name: 'Otto',
        organization: 'Süd GmbH',
        numbers: [{ digits: '4930609854180', field: 'phone' }],
      }),
    ]);
    const url = `${lab.url}/phonebook/yealink/${SECRET}?search=${encodeURIComponent(typed)}`;
    expect((await open(lab, url)).lines).toHaveLength(count);
  });
  it('a Yealink that was told nothing to search for shows the whole book', async () => {
    const lab = await startPhoneLab([person(1)]);
    for (const typed of ['', '%23SEARCH']) {
      const url = `${lab.url}/phonebook/yealink/${SECRET}?search=${typed}`;
      expect((await open(lab, url)).lines).toEqual(['Person 1']);
    }
  });
});
