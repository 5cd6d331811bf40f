/**
 * Snom.
 *
 * `browser`: `SnomIPPhoneDirectory`, `SnomIPPhoneMenu`, `SnomIPPhoneInput` of the XML minibrowser.
 * Sources: Snom service hub, "XML Minibrowser"; Snom user wiki, "Minibrowser": a line is chosen by
 * its number among at most 100 lines.
 * `tbook`: the file of "Remote XML Directory" (firmware 10.1.178 and newer; fetched by POST), which
 * goes into the phone's own directory. Version 2.0 of the format, same source.
 */
import { element } from '../../pbx/xml.ts';
import { type BookFormat, type NumberKind, XML_HEAD, XML_TYPE } from './book-format.ts';

/** A person has at most so many lines, and a list so many people: together within 100 lines. */
const NUMBERS = 3;
const PEOPLE = 33;
const TYPES: Record<NumberKind, string> = {
  work: 'business',
  mobile: 'mobile',
  fax: 'fixed',
  other: 'fixed',
};
const SIGNS: Record<NumberKind, string> = { work: '', mobile: 'M', fax: 'F', other: '+' };

const document = (root: { xml: string }) => `${XML_HEAD}${root.xml}\n`;

export const snomBrowser: BookFormat = {
  contentType: XML_TYPE,
  most: PEOPLE,
  nameLength: 64,
  head: (title) =>
    `${XML_HEAD}<SnomIPPhoneDirectory>\n${element('Title', {}, [title]).xml}\n<Prompt>Dial</Prompt>\n`,
  // One line dials one number: a person with two has two lines.
  entry: ({ name, numbers }) =>
    numbers
      .slice(0, NUMBERS)
      .map(({ dialled, kind }) => {
        const sign = numbers.length > 1 && SIGNS[kind] ? ` (${SIGNS[kind]})` : '';
        const line = [element('Name', {}, [name + sign]), element('Telephone', {}, [dialled])];
        return `${element('DirectoryEntry', {}, line).xml}\n`;
      })
      .join(''),
  foot: '</SnomIPPhoneDirectory>\n',
  menu: (title, items) =>
    document(
      element('SnomIPPhoneMenu', {}, [
        element('Title', {}, [title]),
        ...items.map(({ name, url }) =>
          element('MenuItem', {}, [element('Name', {}, [name]), element('URL', {}, [url])]),
        ),
      ]),
    ),
  prompt(title, question, url) {
    // The phone puts "?" and the parameter behind the address, so nothing may stand there yet.
    const own = url.searchParams.toString();
    const item = [
      element('DisplayName', {}, [question]),
      element('QueryStringParam', {}, [own === '' ? 'search' : `${own}&search`]),
      element('DefaultValue'),
      element('InputFlags', {}, ['a']),
    ];
    return document(
      element('SnomIPPhoneInput', {}, [
        element('Title', {}, [title]),
        element('Prompt', {}, [question]),
        element('URL', {}, [`${url.origin}${url.pathname}`]),
        element('InputItem', {}, item),
      ]),
    );
  },
  nothing: (title, message) =>
    document(
      element('SnomIPPhoneText', {}, [
        element('Title', {}, [title]),
        element('Text', {}, [message]),
      ]),
    ),
};

export const snomTbook: BookFormat = {
  contentType: XML_TYPE,
  most: 1_000,
  nameLength: 64,
  head: () => `${XML_HEAD}<tbook e="2" version="2.0">\n`,
  entry: ({ first, last, vip, numbers }) =>
    `${
      element('contact', { fav: 'false', vip: String(vip), blocked: 'false' }, [
        element('first_name', {}, [first]),
        element('last_name', {}, [last]),
        element(
          'numbers',
          {},
          numbers.map(({ dialled, kind }) =>
            element('number', { no: dialled, type: TYPES[kind], outgoing_id: '0' }),
          ),
        ),
      ]).xml
    }\n`,
  foot: '</tbook>\n',
};
