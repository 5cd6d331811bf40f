/** Writes the small XML documents with which telephone systems are answered. */
import type { PushAnswer } from './dialect.ts';

/** A finished piece of XML; texts are not, so they cannot be mistaken for it. */
export interface Xml {
  readonly xml: string;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** What XML 1.0 allows in no spelling, not even escaped. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids is what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

/** @param attributes undefined ones are left out */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly (Xml | string)[] = [],
): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(value as string)}"`)
    .join('');
  const inner = children
    .map((child) => (typeof child === 'string' ? escapeXml(child) : child.xml))
    .join('');
  return { xml: inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` };
}

/** A whole document as an answer. */
export function xmlAnswer(root: Xml): PushAnswer {
  return {
    contentType: 'application/xml; charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`,
  };
}

/** A refusal as Zammad words it for sipgate and Placetel: `<Response><Error>…`. */
export function xmlRefusal(reason: string): PushAnswer {
  return xmlAnswer(element('Response', {}, [element('Error', {}, [reason])]));
}
