/** A strict reader of vCards (RFC 2426, RFC 6350), enough to know that a file is one. */
export interface Line {
  name: string;
  parameters: string;
  /** As it stands, escapes and all. */
  value: string;
}

const LINE = /^([A-Z-]+)((?:;[A-Z]+=(?:"[^"]*"|[^";:]*))*):(.*)$/;

/** @throws where the bytes are no vCards */
export function readVcards(bytes: Uint8Array): Line[][] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (text === '') return [];
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end');
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line ends with something else than CRLF');
  for (const raw of text.slice(0, -2).split('\r\n')) {
    if (Buffer.byteLength(raw) > 75) throw new Error(`longer than 75 octets: ${raw}`);
  }
  const cards: Line[][] = [];
  let open: Line[] | undefined;
  for (const raw of text
    .replace(/\r\n[ \t]/g, '')
    .slice(0, -2)
    .split('\r\n')) {
    const [, name, parameters, value] = LINE.exec(raw) ?? [];
    if (name === undefined) throw new Error(`no content line: ${raw}`);
    if (name === 'BEGIN') {
      if (open) throw new Error('a card inside a card');
      open = [];
    } else if (!open) throw new Error(`outside of a card: ${raw}`);
    else if (name === 'END') {
      cards.push(open);
      open = undefined;
    } else open.push({ name, parameters: parameters ?? '', value: value ?? '' });
  }
  if (open) throw new Error('the last card has no end');
  return cards;
}

/** Parts of a structured value (`N`, `ORG`), unescaped. @throws on an escape that is none */
export function partsOf(value: string): string[] {
  const parts = [''];
  for (let at = 0; at < value.length; at++) {
    const sign = value[at] ?? '';
    if (sign === '\\') {
      const next = value[++at] ?? '';
      if (!'\\,;nN'.includes(next) || next === '') throw new Error(`escape \\${next}`);
      parts[parts.length - 1] += next.toLowerCase() === 'n' ? '\n' : next;
    } else if (sign === ';') parts.push('');
    else if (sign === ',') throw new Error('a comma that is not escaped');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
