/**
 * Yealink's remote phone book.
 *
 * `directory`: `YealinkIPPhoneDirectory` with `DirectoryEntry`/`Name`/`Telephone`, and
 * `YealinkIPPhoneMenu` with `MenuItem`/`Name`/`URL` above it. Source: Yealink, "SIP-T2X IP Phones
 * Administrator Guide", remote phone book; several `Telephone` with `label`: T4/T5, firmware 84.
 * `book`: `YealinkIPPhoneBook`/`Menu`/`Unit` with `Phone1` to `Phone3`, the form that newer and
 * DECT models read in one go. Source: Yeastar, "How to Configure Remote Phone Book".
 * Yealink names no length or count for them; the XML browser's limits (30 lines, 10 kB) are of
 * another feature. A phone holds up to five books (`remote_phonebook.data.1.url` to `.5.url`).
 */
import { element } from '../../pbx/xml.ts';
import { type BookFormat, type NumberKind, XML_HEAD, XML_TYPE } from './book-format.ts';

const LABELS: Record<NumberKind, string> = {
  work: 'Office Number',
  mobile: 'Mobile Number',
  fax: 'Other Number',
  other: 'Other Number',
};
const UNIT_NUMBERS = 3;

export const yealinkDirectory: BookFormat = {
  contentType: XML_TYPE,
  most: 500,
  nameLength: 64,
  head: (title) => `${XML_HEAD}<YealinkIPPhoneDirectory>\n${element('Title', {}, [title]).xml}\n`,
  entry: ({ name, numbers }) =>
    `${
      element('DirectoryEntry', {}, [
        element('Name', {}, [name]),
        ...numbers.map(({ dialled, kind }) =>
          element('Telephone', { label: LABELS[kind] }, [dialled]),
        ),
      ]).xml
    }\n`,
  foot: '</YealinkIPPhoneDirectory>\n',
  menu: (title, items) =>
    `${XML_HEAD}${
      element('YealinkIPPhoneMenu', {}, [
        element('Title', {}, [title]),
        ...items.map(({ name, url }) =>
          element('MenuItem', {}, [element('Name', {}, [name]), element('URL', {}, [url])]),
        ),
      ]).xml
    }\n`,
};

export const yealinkBook: BookFormat = {
  contentType: XML_TYPE,
  most: 1_000,
  nameLength: 64,
  head: (title) => {
    const menu = element('Menu', { Name: title }, [' ']).xml.replace(' </Menu>', '');
    return `${XML_HEAD}<YealinkIPPhoneBook>\n${element('Title', {}, [title]).xml}\n${menu}\n`;
  },
  entry: ({ name, numbers }) => {
    const phones = numbers.slice(0, UNIT_NUMBERS).map(({ dialled }) => dialled);
    const [Phone1 = '', Phone2 = '', Phone3 = ''] = phones;
    const photo = { default_photo: 'Resource:' };
    return `${element('Unit', { Name: name, Phone1, Phone2, Phone3, ...photo }).xml}\n`;
  },
  foot: '</Menu>\n</YealinkIPPhoneBook>\n',
};
