/**
 * `mod_curl` posts what the script put together, usually without encoding: a plus is a plus, a
 * blank is a blank, and a `%` may be only a percent sign.
 */

/** @returns the same fields as a well-formed form; other bodies as they are */
export function lenientForm(body: Uint8Array, contentType: string | undefined): Uint8Array {
  const text = new TextDecoder('utf-8').decode(body);
  if (/^\s*[{[]|^--/.test(text) || /json|multipart/i.test(contentType ?? '')) return body;
  if (text.includes('\ufffd')) return body;
  // Whoever encoded the plus signs encoded all of it.
  const isEncoded = /%2B|%40/i.test(text);
  if (isEncoded) return body;
  const form = text
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/=\s*\+/g, '=%2B')
    .replace(/ /g, '%20');
  return new TextEncoder().encode(form.replaceAll('+', '%2B'));
}
