import { describe, expect, it } from 'vitest';
import { readXml, type XmlNode } from '../../testing/read-xml.ts';
import { HOSTILE_NAMES } from './testing/hostile-names.ts';
import { person, startPhoneLab } from './testing/phone-lab.ts';

const PEOPLE = [
  person(7, {
    name: 'Nina Nörd',
    organization: 'Nord & Söhne',
    vip: true,
    numbers: [
      { digits: '4930609854180', field: 'phone' },
      { digits: '491711234567', field: 'mobile' },
      { digits: '4930609854188', field: 'direct_line' },
    ],
  }),
  person(8, { name: 'Otto von Ast', updatedAt: 0 }),
];
const XML_BOOKS = [
  'yealink',
  'yealink?kind=book',
  'snom',
  'snom?kind=tbook',
  'grandstream',
  'fritzbox',
];
const split = (book: string): [string, string] => {
  const [format = '', query] = book.split('?');
  return [format, query ? `?${query}` : ''];
};
const walk = (node: XmlNode): XmlNode[] => [
  node,
  ...node.children.flatMap((child) => (typeof child === 'string' ? [] : walk(child))),
];

describe('PB2: what the vendors document', () => {
  it('Yealink, directory', async () => {
    const lab = await startPhoneLab(PEOPLE);
    const answer = await lab.book('yealink');
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await answer.text()).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<YealinkIPPhoneDirectory>
<Title>Kontakte</Title>
<DirectoryEntry><Name>Nörd, Nina (Nord &amp; Söhne)</Name><Telephone label="Office Number">+4930609854180</Telephone><Telephone label="Mobile Number">+491711234567</Telephone><Telephone label="Other Number">+4930609854188</Telephone></DirectoryEntry>
<DirectoryEntry><Name>von Ast, Otto</Name><Telephone label="Office Number">+493020000008</Telephone></DirectoryEntry>
</YealinkIPPhoneDirectory>
`);
  });
  it('Yealink, book', async () => {
    const lab = await startPhoneLab(PEOPLE);
    expect(await (await lab.book('yealink', '?kind=book&title=A%26B')).text())
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<YealinkIPPhoneBook>
<Title>A&amp;B</Title>
<Menu Name="A&amp;B">
<Unit Name="Nörd, Nina (Nord &amp; Söhne)" Phone1="+4930609854180" Phone2="+491711234567" Phone3="+4930609854188" default_photo="Resource:"/>
<Unit Name="von Ast, Otto" Phone1="+493020000008" Phone2="" Phone3="" default_photo="Resource:"/>
</Menu>
</YealinkIPPhoneBook>
`);
  });
  it('Snom, minibrowser: a line for each number', async () => {
    const lab = await startPhoneLab(PEOPLE);
    expect(await (await lab.book('snom')).text()).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<SnomIPPhoneDirectory>
<Title>Kontakte</Title>
<Prompt>Dial</Prompt>
<DirectoryEntry><Name>Nörd, Nina (Nord &amp; Söhne)</Name><Telephone>+4930609854180</Telephone></DirectoryEntry>
<DirectoryEntry><Name>Nörd, Nina (Nord &amp; Söhne) (M)</Name><Telephone>+491711234567</Telephone></DirectoryEntry>
<DirectoryEntry><Name>Nörd, Nina (Nord &amp; Söhne) (+)</Name><Telephone>+4930609854188</Telephone></DirectoryEntry>
<DirectoryEntry><Name>von Ast, Otto</Name><Telephone>+493020000008</Telephone></DirectoryEntry>
</SnomIPPhoneDirectory>
`);
  });
  it('Snom, tbook', async () => {
    const lab = await startPhoneLab(PEOPLE);
    expect(await (await lab.book('snom', '?kind=tbook')).text())
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<tbook e="2" version="2.0">
<contact fav="false" vip="true" blocked="false"><first_name>Nina</first_name><last_name>Nörd</last_name><numbers><number no="+4930609854180" type="business" outgoing_id="0"/><number no="+491711234567" type="mobile" outgoing_id="0"/><number no="+4930609854188" type="fixed" outgoing_id="0"/></numbers></contact>
<contact fav="false" vip="false" blocked="false"><first_name>Otto</first_name><last_name>von Ast</last_name><numbers><number no="+493020000008" type="business" outgoing_id="0"/></numbers></contact>
</tbook>
`);
  });
  it('Grandstream', async () => {
    const lab = await startPhoneLab(PEOPLE);
    expect(await (await lab.book('grandstream')).text())
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<AddressBook>
<version>1</version>
<Contact><FirstName>Nina</FirstName><LastName>Nörd</LastName><Frequent>1</Frequent><Phone type="Work"><phonenumber>+4930609854180</phonenumber><accountindex>0</accountindex></Phone><Phone type="Mobile"><phonenumber>+491711234567</phonenumber><accountindex>0</accountindex></Phone><Phone type="Other"><phonenumber>+4930609854188</phonenumber><accountindex>0</accountindex></Phone></Contact>
<Contact><FirstName>Otto</FirstName><LastName>von Ast</LastName><Frequent>0</Frequent><Phone type="Work"><phonenumber>+493020000008</phonenumber><accountindex>0</accountindex></Phone></Contact>
</AddressBook>
`);
  });
  it('FRITZ!Box', async () => {
    const lab = await startPhoneLab(PEOPLE);
    const answer = await lab.book('fritzbox');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="fritzbox-phonebook.xml"',
    );
    expect(await answer.text()).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<phonebooks>
<phonebook name="Kontakte">
<contact><category>1</category><person><realName>Nörd, Nina (Nord &amp; Söhne)</realName></person><telephony nid="3"><number type="work" prio="1" id="0">+4930609854180</number><number type="mobile" prio="0" id="1">+491711234567</number><number type="work" prio="0" id="2">+4930609854188</number></telephony><services/><setup/><mod_time>1767225607</mod_time></contact>
<contact><category>0</category><person><realName>von Ast, Otto</realName></person><telephony nid="1"><number type="work" prio="1" id="0">+493020000008</number></telephony><services/><setup/><mod_time>0</mod_time></contact>
</phonebook>
</phonebooks>
`);
  });
  it('umlauts and emoji are UTF-8, byte by byte, and nothing stands in front', async () => {
    const lab = await startPhoneLab([person(1, { name: 'Jürgen Öß😀' })]);
    const bytes = new Uint8Array(await (await lab.book('yealink')).arrayBuffer());
    expect(Array.from(bytes.slice(0, 5))).toEqual([0x3c, 0x3f, 0x78, 0x6d, 0x6c]);
    const name = [0xc3, 0x96, 0xc3, 0x9f, 0xf0, 0x9f, 0x98, 0x80, 0x2c, 0x20, 0x4a, 0xc3, 0xbc];
    expect(Buffer.from(bytes).includes(Buffer.from(name))).toBe(true);
  });
  it.each(XML_BOOKS)('%s: well-formed, whatever the names are', async (book) => {
    const people = HOSTILE_NAMES.flatMap((name, at) => [
      person(at + 1, { name }),
      person(at + 101, { name: 'Plain', organization: name }),
    ]);
    const lab = await startPhoneLab(people);
    const [format, query] = split(book);
    const own = `${query}${query ? '&' : '?'}max=1000&title=${encodeURIComponent(']]><&"')}`;
    for (const more of ['', '&ascii=1', '&sort=first']) {
      const bytes = await (await lab.book(format, own + more)).arrayBuffer();
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const nodes = walk(readXml(text));
      const entries = nodes.filter(({ name }) =>
        ['DirectoryEntry', 'Unit', 'contact', 'Contact'].includes(name),
      );
      expect(entries).toHaveLength(people.length);
      if (more === '&ascii=1')
        expect(text.replace(/title=|<Title>.*<\/Title>/g, '')).toMatch(/^\p{ASCII}*$/u);
    }
  });
  it.each(XML_BOOKS)('%s: nobody in it is well-formed too', async (book) => {
    const lab = await startPhoneLab([]);
    const answer = await lab.book(...split(book));
    expect(answer.status).toBe(200);
    expect(readXml(await answer.text()).name).not.toBe('');
  });
});

describe('PB5: names fit on displays', () => {
  const names = async (people: Parameters<typeof startPhoneLab>[0], query = '') => {
    const lab = await startPhoneLab(people);
    const xml = readXml(await (await lab.book('yealink', `?max=1000${query}`)).text());
    return walk(xml)
      .filter(({ name }) => name === 'Name')
      .map(({ children }) => children.join(''));
  };
  it('one line of at most 64, no half emoji, no turned text, never empty', async () => {
    const shown = await names(HOSTILE_NAMES.map((name, at) => person(at + 1, { name })));
    expect(shown).toHaveLength(HOSTILE_NAMES.length);
    for (const name of shown) {
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(64);
      expect(name).toBe(name.trim());
      expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(name).not.toMatch(/\u200d$/);
    }
    expect(shown).toContain('כהן, שרה');
    expect(shown.some((name) => /^(👩‍🚀)+$/u.test(name))).toBe(true);
  });
  it('the organisation where both fit, not when it says the same', async () => {
    const organization = 'A very long organisation that leaves no room for the name';
    expect(
      await names([
        person(1, { name: 'Acme', organization: 'Acme' }),
        person(2, { name: 'Nina Nord', organization: 'Acme' }),
        person(3, { name: 'Zoe Zimmermann', organization }),
      ]),
    ).toEqual(['Acme', 'Nord, Nina (Acme)', 'Zimmermann, Zoe']);
  });
  it('the number where no name is', async () => {
    expect(await names([person(1, { name: ' \u0000 ' })])).toEqual(['+493020000001']);
  });
});

describe('PB11: what the vendors’ phones take', () => {
  it('nine numbers in a contact of a FRITZ!Box, three in a unit of a Yealink and on a Snom', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => ({
      digits: `4930${1_000_000 + at}`,
      field: 'phone',
    }));
    const lab = await startPhoneLab([person(1, { numbers })]);
    const count = async (book: string, name: string) =>
      walk(readXml(await (await lab.book(...split(book))).text())).filter(
        (node) => node.name === name,
      );
    expect((await count('fritzbox', 'telephony')).map(({ children }) => children.length)).toEqual([
      9, 9, 2,
    ]);
    expect(await count('fritzbox', 'number')).toHaveLength(20);
    expect(await count('snom', 'DirectoryEntry')).toHaveLength(3);
    expect(await count('yealink', 'Telephone')).toHaveLength(20);
  });
});
