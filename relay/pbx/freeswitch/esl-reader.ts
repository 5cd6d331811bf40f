/**
 * Cuts the bytes of FreeSWITCH's event socket into messages: a block of `Name: value` lines, an
 * empty line, then `Content-Length` bytes. Memory is bounded.
 */
import { LinkError } from '../dialect.ts';

export interface EslMessage {
  /** By lower-case name; of a repeated name the last. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Header blocks seen have less than 200 bytes, a plain-text event 15 kB. */
const MAX_HEADERS = 64 * 1024;
/** A snapshot has about 1 kB per channel. */
const MAX_BODY = 16 * 1024 * 1024;
const END = '\n\n';

/**
 * @returns takes bytes as they come and answers the messages that are complete now
 * @throws LinkError when a message is longer than any of FreeSWITCH
 */
export function createEslReader(): (bytes: Uint8Array) => EslMessage[] {
  let head = '';
  let waiting: { headers: Map<string, string>; length: number } | undefined;
  let body = Buffer.alloc(0);
  let size = 0;

  /** Takes the header block from the beginning of `bytes`; what is left belongs to the body. */
  function readHead(bytes: Uint8Array): Uint8Array {
    const before = head.length;
    // Only the border can hide an end that began in the bytes before.
    const text = head.slice(-1) + Buffer.from(bytes).toString('latin1');
    const found = text.indexOf(END);
    const end = found < 0 ? bytes.length : found + END.length - (before > 0 ? 1 : 0);
    if (before + end > MAX_HEADERS) throw new LinkError('what answers there is no FreeSWITCH');
    head += Buffer.from(bytes.subarray(0, end)).toString('latin1');
    if (found < 0) return bytes.subarray(bytes.length);
    const headers = readHeaders(head);
    head = '';
    const length = Number(headers.get('content-length') ?? 0);
    if (!Number.isInteger(length) || length < 0 || length > MAX_BODY) {
      throw new LinkError('what answers there is no FreeSWITCH');
    }
    waiting = { headers, length };
    return bytes.subarray(end);
  }

  return (bytes) => {
    const messages: EslMessage[] = [];
    let rest = bytes;
    while (rest.length > 0 || (waiting && size >= waiting.length)) {
      if (!waiting) {
        // Empty lines between messages mean nothing.
        if (head === '' && rest[0] === 10) rest = rest.subarray(1);
        else rest = readHead(rest);
        continue;
      }
      const taken = rest.subarray(0, waiting.length - size);
      body = withRoom(body, size + taken.length, waiting.length);
      body.set(taken, size);
      size += taken.length;
      rest = rest.subarray(taken.length);
      if (size < waiting.length) break;
      messages.push({ headers: waiting.headers, body: body.toString('utf8', 0, size) });
      waiting = undefined;
      body = Buffer.alloc(0);
      size = 0;
    }
    return messages;
  };
}

/** Grows by doubling: what comes byte by byte costs no more than what comes at once. */
function withRoom(buffer: Buffer<ArrayBuffer>, needed: number, most: number): Buffer<ArrayBuffer> {
  if (needed <= buffer.length) return buffer;
  const grown = Buffer.alloc(Math.min(most, Math.max(needed, buffer.length * 2, 1_024)));
  grown.set(buffer);
  return grown;
}

function readHeaders(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
  }
  return headers;
}
