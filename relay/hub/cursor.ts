/** Cursors of the stream: epoch of the database and position in its journal. Opaque to clients. */

export function encodeCursor(epoch: string, seq: number): string {
  return `${epoch}.${seq.toString(36)}`;
}

/** @returns undefined for anything that is no position in this epoch's journal */
export function decodeCursor(epoch: string, cursor: string): number | undefined {
  const dot = cursor.lastIndexOf('.');
  const position = cursor.slice(dot + 1);
  if (dot < 0 || cursor.slice(0, dot) !== epoch || !/^[0-9a-z]{1,11}$/.test(position)) {
    return undefined;
  }
  const seq = Number.parseInt(position, 36);
  return Number.isSafeInteger(seq) ? seq : undefined;
}
