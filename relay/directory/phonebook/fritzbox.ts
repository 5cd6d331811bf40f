/**
 * The file that a FRITZ!Box restores a phone book from (Telephony → Telephone book → Restore):
 * `phonebooks`/`phonebook`/`contact`, UTF-8. Source of the elements: AVM, TR-064 "X_AVM-DE_OnTel",
 * telephone book in XML (category 1 is an important person; number types home, mobile, work,
 * fax_work). A contact holds at most nine numbers: andig/carddav2fb, pull request 71. About 2,000
 * contacts fit into a book: chkpnt/1und1-Servicedienste, measured on a FRITZ!Box 7590.
 */
import { element } from '../../pbx/xml.ts';
import { type BookFormat, type NumberKind, XML_HEAD, XML_TYPE } from './book-format.ts';

const NUMBERS = 9;
const TYPES: Record<NumberKind, string> = {
  work: 'work',
  mobile: 'mobile',
  fax: 'fax_work',
  other: 'work',
};

export const fritzbox: BookFormat = {
  contentType: XML_TYPE,
  fileName: 'fritzbox-phonebook.xml',
  most: 2_000,
  nameLength: 64,
  head: (title) => {
    const open = element('phonebook', { name: title }, [' ']).xml.replace(' </phonebook>', '');
    return `${XML_HEAD}<phonebooks>\n${open}\n`;
  },
  entry({ name, vip, updatedAt, numbers }) {
    const parts: string[] = [];
    for (let from = 0; from < numbers.length; from += NUMBERS) {
      const own = numbers.slice(from, from + NUMBERS).map(({ dialled, kind }, id) => {
        const prio = id === 0 ? '1' : '0';
        return element('number', { type: TYPES[kind], prio, id: String(id) }, [dialled]);
      });
      const contact = element('contact', {}, [
        element('category', {}, [vip ? '1' : '0']),
        element('person', {}, [element('realName', {}, [name])]),
        element('telephony', { nid: String(own.length) }, own),
        element('services'),
        element('setup'),
        element('mod_time', {}, [String(Math.floor(updatedAt / 1000))]),
      ]);
      parts.push(`${contact.xml}\n`);
    }
    return parts.join('');
  },
  foot: '</phonebook>\n</phonebooks>\n',
};
