/** A person of the directory as an entry of a phone book. Rules PB3, PB5–PB8 of `SPEC-phonebook.md`. */
import type { DirectoryPerson } from '../person.ts';
import type { BookEntry, BookFormat, NumberKind } from './book-format.ts';
import type { BookRequest } from './book-request.ts';
import { asciiName, cleanName, cutName } from './clean-name.ts';
import { listedName, nameParts } from './name-parts.ts';

const KINDS = new Map<string, NumberKind>([
  ['phone', 'work'],
  ['mobile', 'mobile'],
  ['fax', 'fax'],
]);
/** A number in a note says little about whose it is: enough for a guess, not for a phone book. */
const UNSURE = new Set(['note']);

/** Numbers of this person that a phone book may show. */
export function bookNumbers(
  person: DirectoryPerson,
  request: Pick<BookRequest, 'fax'>,
): DirectoryPerson['numbers'] {
  return person.numbers.filter(
    ({ field }) => !UNSURE.has(field) && (request.fax || field !== 'fax'),
  );
}

/** The name as the list of this request shows it, and the parts it is made of. */
export function bookName(
  person: DirectoryPerson,
  { sort, ascii }: Pick<BookRequest, 'sort' | 'ascii'>,
): { first: string; last: string; listed: string } {
  const fit = (text: string) => (ascii ? asciiName(cleanName(text)) : cleanName(text));
  const parts = nameParts(fit(person.name));
  const shown = parts.last === '' ? { first: '', last: fit(person.organization ?? '') } : parts;
  return { ...shown, listed: listedName(shown, sort) };
}

export function createBookEntry(
  request: BookRequest,
  format: Pick<BookFormat, 'nameLength'>,
  dialled: (e164: string) => string,
): (person: DirectoryPerson) => BookEntry {
  const { nameLength } = format;
  return (person) => {
    const numbers = bookNumbers(person, request).map(({ digits, field }) => ({
      e164: digits,
      dialled: dialled(digits),
      kind: KINDS.get(field) ?? 'other',
    }));
    const { first, last, listed } = bookName(person, request);
    // Nobody is without a line: the number stands where no name is.
    const name = listed || (numbers[0]?.dialled ?? '');
    const company = cleanName(person.organization ?? '');
    const organization = request.ascii ? asciiName(company) : company;
    const both = `${name} (${organization})`;
    const fits = organization !== '' && organization !== name && both.length <= nameLength;
    return {
      id: person.id,
      name: fits ? both : cutName(name, nameLength),
      first: cutName(first, nameLength),
      last: cutName(last || name, nameLength),
      organization: organization || undefined,
      vip: person.vip,
      updatedAt: person.updatedAt,
      numbers,
    };
  };
}
