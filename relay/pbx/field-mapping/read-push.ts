/** Reads a push whatever it is written in: JSON, XML, a form, multipart or the query. */
import type { PushRequest } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { opened, type Push } from './paths.ts';
import { readXml } from './read-xml.ts';

/**
 * @param bodyOnly the body is signed and the query is not: then only the body counts
 * @returns why it cannot be read, else what it holds and as text for the journal
 */
export async function readPush(
  { query, contentType, body, rest }: PushRequest,
  bodyOnly: boolean,
): Promise<{ push: Push; text: string; isXml: boolean } | string> {
  const plain = new TextDecoder().decode(body).trimStart();
  const isXml = plain.startsWith('<');
  const fromXml = isXml ? readXml(plain) : undefined;
  if (isXml && fromXml === undefined) return 'the body is no plain XML';
  const used = bodyOnly ? new URLSearchParams() : query;
  const flat = await readFields(used, contentType, isXml ? new Uint8Array() : body);
  const json = fromXml ?? opened(plain);
  if (!flat && typeof json === 'string') {
    return 'the body is neither JSON, nor XML, nor a form, nor multipart';
  }
  const path = rest.split('/').filter(Boolean).join('/').slice(0, 200);
  const text = isXml || !flat ? plain : flat.text;
  return { push: { json, fields: flat?.fields ?? NO_FIELDS, path }, text, isXml };
}

const NO_FIELDS: Fields = {
  size: 0,
  has: () => false,
  contradicts: () => false,
  all: () => [],
  first: () => undefined,
};
