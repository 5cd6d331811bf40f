/**
 * Grandstream's downloadable phone book: `AddressBook`/`Contact` with `Phone`/`phonenumber`/
 * `accountindex`; element names are case-sensitive, UTF-8, account indices count from 0. Source:
 * Grandstream, "GXP Series - XML Phonebook Guide". The phone asks for the file `phonebook.xml`
 * below the address it is given. The guide names no count; 1,000 contacts is what phones were seen
 * to take (blacksenator/carddav2fb, pull request 7).
 */
import { element } from '../../pbx/xml.ts';
import { type BookFormat, type NumberKind, XML_HEAD, XML_TYPE } from './book-format.ts';

const TYPES: Record<NumberKind, string> = {
  work: 'Work',
  mobile: 'Mobile',
  fax: 'Fax',
  other: 'Other',
};

export const grandstream: BookFormat = {
  contentType: XML_TYPE,
  most: 1_000,
  nameLength: 64,
  head: () => `${XML_HEAD}<AddressBook>\n<version>1</version>\n`,
  entry: ({ first, last, vip, numbers }) =>
    `${
      element('Contact', {}, [
        ...(first === '' ? [] : [element('FirstName', {}, [first])]),
        element('LastName', {}, [last]),
        element('Frequent', {}, [vip ? '1' : '0']),
        ...numbers.map(({ dialled, kind }) =>
          element('Phone', { type: TYPES[kind] }, [
            element('phonenumber', {}, [dialled]),
            element('accountindex', {}, ['0']),
          ]),
        ),
      ]).xml
    }\n`,
  foot: '</AddressBook>\n',
};
