/** A strict reader of the small XML documents that dialects write; enough to know them well-formed. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: (XmlNode | string)[];
}

const DECLARATION = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/;
const TAG = /^<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"<]*")*)\s*(\/?)>/;
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids is what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** @throws where the document is not well-formed */
export function readXml(document: string): XmlNode {
  if (!DECLARATION.test(document)) throw new Error('no XML declaration');
  if (FORBIDDEN.test(document)) throw new Error('forbidden characters');
  let rest = document.replace(DECLARATION, '').trimEnd();
  const root: XmlNode = { name: '', attributes: {}, children: [] };
  const open = [root];
  while (rest !== '') {
    const top = open.at(-1)!;
    const tag = TAG.exec(rest);
    if (!tag) {
      const text = /^[^<]+/.exec(rest)?.[0];
      if (text === undefined) throw new Error(`a stray < at ${rest.slice(0, 20)}`);
      top.children.push(unescaped(text));
      rest = rest.slice(text.length);
      continue;
    }
    const [all, closing, name, attributes, empty] = tag as unknown as string[];
    if (closing) {
      if (top.name !== name || open.length === 1) throw new Error(`${name} is closed, not open`);
      open.pop();
    } else {
      const node: XmlNode = { name: name!, attributes: readAttributes(attributes!), children: [] };
      top.children.push(node);
      if (!empty) open.push(node);
    }
    rest = rest.slice(all!.length);
  }
  const [only, ...others] = root.children;
  if (open.length > 1 || others.length > 0) throw new Error('not one closed root');
  if (only === undefined || typeof only === 'string') throw new Error('no root element');
  return only;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([A-Za-z][\w.-]*)="([^"<]*)"/g)];
  return Object.fromEntries(pairs.map(([, key, value]) => [key!, unescaped(value!)]));
}

function unescaped(text: string): string {
  const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&([^;]*);?/g, (all, name: string) => {
    if (!all.endsWith(';') || known[name] === undefined) throw new Error('a stray &');
    return known[name];
  });
}
