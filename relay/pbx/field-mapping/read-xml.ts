/**
 * Reads the plain XML that telephone systems post: elements, attributes, texts. Strict, and on
 * purpose without DOCTYPE, entities of its own, CDATA and namespaces.
 */

const TOKEN =
  /<\?[^<>]*\?>|<!--(?:[^-]|-(?!-))*-->|<(\/?)([A-Za-z_][\w.:-]{0,99})((?:\s+[A-Za-z_][\w.:-]{0,99}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MAX_DEPTH = 16;
const MAX_ELEMENTS = 1_000;

type Element = { name: string; children: Map<string, unknown[]>; text: string };

/**
 * `<a><b c="1">x</b></a>` is `{a: {b: {'@c': '1', '#text': 'x'}}}`; `<b>x</b>` is `'x'`, several `b` a list.
 * @returns undefined for anything else
 */
export function readXml(xml: string): unknown {
  const root: Element = { name: '', children: new Map(), text: '' };
  const stack = [root];
  let elements = 0;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < xml.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(xml);
    const parent = stack.at(-1);
    if (!token || !parent) return undefined;
    const [, end, name, attributes = '', alone, text] = token;
    if (text !== undefined) {
      const plain = decoded(text);
      if (plain === undefined || (parent === root && plain.trim() !== '')) return undefined;
      parent.text += plain;
    } else if (end === '/') {
      if (parent.name !== name || attributes !== '' || alone !== '') return undefined;
      stack.pop();
      if (!add(stack.at(-1)!, name, valueOf(parent))) return undefined;
    } else if (name !== undefined) {
      const element: Element = { name, children: new Map(), text: '' };
      for (const [, key, one, other] of attributes.matchAll(ATTRIBUTE)) {
        const value = decoded(one ?? other ?? '');
        if (value === undefined || element.children.has(`@${key}`)) return undefined;
        element.children.set(`@${key}`, [value]);
      }
      elements += 1;
      if (elements > MAX_ELEMENTS || stack.length > MAX_DEPTH) return undefined;
      if (alone !== '/') stack.push(element);
      else if (!add(parent, name, valueOf(element))) return undefined;
    }
  }
  return stack.length === 1 && root.children.size === 1 ? valueOf(root) : undefined;
}

function add({ name: parent, children }: Element, name: string, value: unknown): boolean {
  const same = children.get(name) ?? [];
  children.set(name, [...same, value]);
  return parent !== '' || (children.size === 1 && same.length === 0);
}

function valueOf({ children, text }: Element): unknown {
  if (children.size === 0) return text.trim();
  const entries = [...children].map(([key, all]) => [key, all.length === 1 ? all[0] : all]);
  const own = text.trim() === '' ? [] : [['#text', text.trim()]];
  return Object.fromEntries([...entries, ...own]) as unknown;
}

function decoded(text: string): string | undefined {
  const plain = text.replace(/&([a-z]{2,4});/g, (all, name: string) => ENTITIES[name] ?? all);
  const known = text.replace(/&(?:amp|lt|gt|quot|apos);/g, '');
  return known.includes('&') ? undefined : plain;
}
