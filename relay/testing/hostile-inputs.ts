/**
 * Hostile input for parsers: good samples bent, cut, doubled and stuffed, and things that nobody
 * should send. The same seed gives the same inputs.
 */
export interface HostileInput {
  body: Uint8Array;
  contentType: string | undefined;
  query: string;
}

export interface Sample {
  body: string;
  contentType?: string | undefined;
  query?: string | undefined;
}

type Random = () => number;

const CONTENT_TYPES = [
  undefined,
  '',
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain; charset=utf-16',
  'application/xml',
  'text/xml; charset=none',
  '\u00e9/\u0000',
];
const TEXTS = [
  '',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  '%',
  '%zz',
  '%00',
  '../../etc',
  "'; DROP TABLE calls; --",
  '<script>alert(1)</script>',
  ']]>',
  '&xxe;',
  '\u001b[2J',
  '+',
  '1e309',
  'NaN',
  '-1',
  '9'.repeat(400),
  'x'.repeat(60_000),
  '\u202e\u200f',
  '{{{{',
  '[[[[',
];
const HEADS = ['{"a":', '[', '<a>', '{"msg":"{\\"a\\":'];

/** @returns an endless supply; `seed` is what a failure has to print */
export function createHostileInputs(samples: readonly Sample[], seed: number): () => HostileInput {
  const random = seeded(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  return () => {
    const sample = samples.length > 0 && random() < 0.8 ? one(samples) : undefined;
    let text = sample?.body || sample?.query || nothingKnown(random, one);
    for (let turn = Math.floor(random() * 4); turn > 0; turn--) text = bent(text, random, one);
    const inQuery = sample !== undefined && !sample.body;
    const bytes = encoded(inQuery ? '' : text.slice(0, 64_000), random);
    const keepsType = random() < 0.6;
    return {
      body: bytes,
      contentType: keepsType ? sample?.contentType : one(CONTENT_TYPES),
      query: inQuery ? text.slice(0, 8_000) : random() < 0.1 ? bent('a=b&c=d', random, one) : '',
    };
  };
}

function nothingKnown(random: Random, one: <T>(list: readonly T[]) => T): string {
  const kind = random();
  if (kind < 0.2) return one(HEADS).repeat(1 + Math.floor(random() * 9_000));
  if (kind < 0.3) return XML_BOMB;
  if (kind < 0.4) return Array.from({ length: 5_000 }, (_, at) => `k${at}=v`).join('&');
  if (kind < 0.5) return JSON.stringify(Object.fromEntries([['__proto__', { a: one(TEXTS) }]]));
  const length = Math.floor(random() * 300);
  return Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 256))).join('');
}

/** Entities that grow when a parser expands them, and one that reads a file. */
const XML_BOMB =
  '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY x SYSTEM "file:///etc/hostname">]><a>&d;&d;&d;&x;</a>';

function bent(text: string, random: Random, one: <T>(list: readonly T[]) => T): string {
  const at = Math.floor(random() * (text.length + 1));
  const to = Math.min(text.length, at + Math.floor(random() * 40));
  switch (Math.floor(random() * 8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, at) + one(TEXTS) + text.slice(at);
    case 3:
      return text + text;
    case 4:
      return text.slice(0, at) + text.slice(at, to).repeat(50) + text.slice(to);
    case 5:
      // A value is replaced, its key stays.
      return text.replace(/(=|":\s*"?)[^&"]*/, (_all, sign: string) => sign + one(TEXTS));
    case 6:
      return [...text].toReversed().join('');
    default:
      return (
        text.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x3000)) + text.slice(at)
      );
  }
}

function encoded(text: string, random: Random): Uint8Array {
  const kind = random();
  if (kind < 0.8) return new TextEncoder().encode(text);
  if (kind < 0.9) return Buffer.from(text, 'latin1');
  return Buffer.from(text, 'utf16le');
}

/** Mulberry32: small, and the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
