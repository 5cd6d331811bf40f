/** What of a phone book one answer shows: a list, a menu that leads to lists, or a question. */
import { bookName } from './book-entry.ts';
import type { BookFormat, MenuItem } from './book-format.ts';
import type { BookRequest } from './book-request.ts';
import type { Book } from './books.ts';
import { cutName } from './clean-name.ts';
import { mostImportant } from './most-important.ts';
import { searchBook } from './search-book.ts';
import type { Words } from './words.ts';

export type View =
  | { kind: 'list'; title: string; ids: readonly number[]; leftOut: number }
  | { kind: 'menu'; title: string; items: MenuItem[] }
  | { kind: 'prompt'; title: string };

type Place = Partial<Record<'page' | 'range' | 'group' | 'search', string>>;

/** Lines of one menu; longer ones become menus of menus. */
const MENU_LINES = 100;
/** What a Yealink sends when nothing was typed. */
const NOTHING_TYPED = ['', '#SEARCH'];
const MENU_NAME = 40;

/**
 * @param link address of a place in the same book
 * @param most entries in one list
 */
export async function chooseView(input: {
  book: Book;
  request: BookRequest;
  format: BookFormat;
  words: Words;
  most: number;
  link: (place: Place) => string;
}): Promise<View> {
  const { book, request, format, words, most, link } = input;
  const title = request.title ?? words.contacts;
  const asked = request.search?.trim();
  if (asked !== undefined && !NOTHING_TYPED.includes(asked)) {
    const ids = await searchBook(book, asked, most);
    return { kind: 'list', title: words.search, ids, leftOut: 0 };
  }
  if (asked !== undefined && format.prompt) return { kind: 'prompt', title };
  const { group, page, range } = request;
  const ids = group === undefined ? book.ids : ((await book.groups()).get(group) ?? []);
  const name = group ?? title;
  if (page !== undefined) {
    const part = ids.slice((page - 1) * most, page * most);
    return { kind: 'list', title: name, ids: part, leftOut: ids.length - part.length };
  }
  if (ids.length <= most) return { kind: 'list', title: name, ids, leftOut: 0 };
  if (!format.menu) {
    const best = await mostImportant(book, ids, most);
    return { kind: 'list', title: name, ids: best, leftOut: ids.length - best.length };
  }
  if (group === undefined) {
    const groups = [...(await book.groups()).keys()];
    if (groups.length > 1) {
      const search =
        format.prompt && !range ? [{ name: words.search, url: link({ search: '' }) }] : [];
      const items = menuOf(groups.length, range, {
        one: (at) => ({
          name: cutName(groups[at] ?? '', MENU_NAME),
          url: link({ group: groups[at] ?? '' }),
        }),
        many: (from, to) => ({
          name: `${cutName(groups[from] ?? '', MENU_NAME)} – ${cutName(groups[to] ?? '', MENU_NAME)}`,
          url: link({ range: `${from + 1}-${to + 1}` }),
        }),
      });
      return { kind: 'menu', title, items: [...search, ...items] };
    }
  }
  const within = group === undefined ? {} : { group };
  const pageName = (from: number, to: number) => {
    const part = ids.slice(from * most, (to + 1) * most);
    return `${firstName(book, part, request)} – ${firstName(book, part.toReversed(), request)}`;
  };
  const items = menuOf(Math.ceil(ids.length / most), range, {
    one: (at) => ({ name: pageName(at, at), url: link({ ...within, page: String(at + 1) }) }),
    many: (from, to) => ({
      name: pageName(from, to),
      url: link({ ...within, range: `${from + 1}-${to + 1}` }),
    }),
  });
  return { kind: 'menu', title: name, items };
}

/** The first who is still there. */
function firstName(book: Book, ids: readonly number[], request: BookRequest): string {
  for (const id of ids) {
    const person = book.read(id);
    if (person) return cutName(bookName(person, request).listed, MENU_NAME);
  }
  return '';
}

/** At most `MENU_LINES` lines for `count` things or those of a range (from 1) of them. */
function menuOf(
  count: number,
  range: BookRequest['range'],
  line: { one: (at: number) => MenuItem; many: (from: number, to: number) => MenuItem },
): MenuItem[] {
  const from = Math.min((range?.from ?? 1) - 1, count);
  const to = Math.min(range?.to ?? count, count);
  const size = Math.max(1, Math.ceil((to - from) / MENU_LINES));
  const items: MenuItem[] = [];
  for (let at = from; at < to; at += size) {
    const end = Math.min(at + size, to) - 1;
    items.push(at === end ? line.one(at) : line.many(at, end));
  }
  return items;
}
