/** Cuts bytes into lines. Memory is bounded: a line that is too long is thrown away whole. */

/** Lines of the call monitor have about 80 characters. */
const MAX_LINE = 1_000;

/** @returns takes bytes as they come and answers the lines that are complete now */
export function createLineReader(maxLine = MAX_LINE): (bytes: Uint8Array) => string[] {
  let kept = '';
  let tooLong = false;
  return (bytes) => {
    const lines: string[] = [];
    const parts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      .toString('latin1')
      .split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        if (!tooLong && kept !== '') lines.push(kept.replace(/\r$/, ''));
        kept = '';
        tooLong = false;
      }
      if (tooLong || kept.length + part.length > maxLine) {
        kept = '';
        tooLong = true;
      } else kept += part;
    }
    return lines;
  };
}
