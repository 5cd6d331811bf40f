/**
 * Framing of Asterisk's manager interface (AMI): a banner line, then messages of `Key: value` lines
 * with CRLF, each ended by an empty line. Keys count without case and may repeat, values are UTF-8
 * and may hold `:`. Source: Asterisk's documentation and recordings of Asterisk 16 and 22.
 */

/** One response or event. */
export interface AmiMessage {
  /** First value of that key, `''` when it is empty; undefined when the key is not there. */
  get(key: string): string | undefined;
  /** All values of that key, in order. */
  all(key: string): readonly string[];
  /** As received, with `\n`, for the journal. */
  text: string;
}

export interface AmiReader {
  push(bytes: Uint8Array): void;
}

/** Longest line that is read; the rest of it is dropped. Asterisk's own lines stay far below. */
const MAX_LINE_BYTES = 16_384;
const MAX_LINES = 500;
/** The journal takes 64 kB. */
const MAX_TEXT = 60_000;
const LINE_FEED = 10;

/**
 * Bytes in, messages out, however they are cut. Needs memory for one message of bounded size,
 * whatever is sent.
 */
export function createAmiReader(handlers: {
  onMessage: (message: AmiMessage) => void;
  /** The line before the first message. */
  onBanner?: (line: string) => void;
}): AmiReader {
  let rest: Uint8Array = new Uint8Array(0);
  let lines: string[] = [];
  let first = true;

  function line(bytes: Uint8Array): void {
    const text = new TextDecoder().decode(bytes).replace(/\r$/, '');
    if (first) {
      first = false;
      if (!text.includes(':')) return handlers.onBanner?.(text);
    }
    if (text !== '') {
      if (lines.length < MAX_LINES) lines.push(text);
      return;
    }
    if (lines.length === 0) return;
    const message = createMessage(lines);
    lines = [];
    handlers.onMessage(message);
  }

  return {
    push(bytes) {
      let from = 0;
      for (;;) {
        const end = bytes.indexOf(LINE_FEED, from);
        const piece = bytes.subarray(from, end < 0 ? undefined : end);
        const room = MAX_LINE_BYTES - rest.length;
        if (piece.length > 0 && room > 0) rest = Buffer.concat([rest, piece.subarray(0, room)]);
        if (end < 0) return;
        const whole = rest;
        rest = new Uint8Array(0);
        line(whole);
        from = end + 1;
      }
    },
  };
}

/** A message of lines, as read or as a recording holds them. */
export function createMessage(lines: readonly string[]): AmiMessage {
  const values = new Map<string, string[]>();
  for (const text of lines) {
    const colon = text.indexOf(':');
    if (colon <= 0) continue;
    const key = text.slice(0, colon).trim().toLowerCase();
    const known = values.get(key);
    const value = text.slice(colon + 1).trim();
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return {
    get: (key) => values.get(key.toLowerCase())?.[0],
    all: (key) => values.get(key.toLowerCase()) ?? [],
    text: lines.join('\n').slice(0, MAX_TEXT),
  };
}

/** One action as it goes over the wire. Line breaks in values would be headers of their own: gone. */
export function formatAction(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(
    ([key, value]) => `${key}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`,
  );
  return `${lines.join('')}\r\n`;
}
