/**
 * Which calls of a block bear a term: ascending 16-bit places, or one bit for each place where
 * that is shorter.
 */

/** Places in a block. */
export const BLOCK = 16_384;
const BITMAP_BYTES = BLOCK / 8;

export type Bits = Uint32Array;

export function emptyBits(): Bits {
  return new Uint32Array(BLOCK / 32);
}

export function setBit(bits: Bits, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

export function hasBit(bits: Bits, place: number): boolean {
  return (((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
}

/** Sets in `bits` what is stored. */
export function readPosting(bits: Bits, stored: Uint8Array): void {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  if (stored.byteLength === BITMAP_BYTES) {
    for (let word = 0; word < bits.length; word += 1) {
      bits[word] = (bits[word] ?? 0) | view.getUint32(word * 4, true);
    }
    return;
  }
  for (let at = 0; at + 1 < stored.byteLength; at += 2) setBit(bits, view.getUint16(at, true));
}

export function writePosting(places: readonly number[]): Uint8Array {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  if (sorted.length * 2 >= BITMAP_BYTES) {
    const bits = emptyBits();
    for (const place of sorted) setBit(bits, place);
    return writeBits(bits);
  }
  const stored = new Uint8Array(sorted.length * 2);
  const view = new DataView(stored.buffer);
  for (const [index, place] of sorted.entries()) view.setUint16(index * 2, place, true);
  return stored;
}

/** What is stored and `places` together. */
export function joinPosting(stored: Uint8Array, places: readonly number[]): Uint8Array {
  return writePosting([...placesOf(stored), ...places]);
}

/** What is stored without `gone`; empty when nothing is left. */
export function withoutPlaces(stored: Uint8Array, gone: Bits): Uint8Array {
  return writePosting(placesOf(stored).filter((place) => !hasBit(gone, place)));
}

function placesOf(stored: Uint8Array): number[] {
  const places: number[] = [];
  if (stored.byteLength === BITMAP_BYTES) {
    const bits = emptyBits();
    readPosting(bits, stored);
    eachBit(bits, (place) => places.push(place));
    return places;
  }
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  for (let at = 0; at + 1 < stored.byteLength; at += 2) places.push(view.getUint16(at, true));
  return places;
}

export function eachBit(bits: Bits, told: (place: number) => void): void {
  for (let word = 0; word < bits.length; word += 1) {
    let rest = bits[word] ?? 0;
    while (rest !== 0) {
      const lowest = 31 - Math.clz32(rest & -rest);
      told(word * 32 + lowest);
      rest &= rest - 1;
    }
  }
}

function writeBits(bits: Bits): Uint8Array {
  const stored = new Uint8Array(BITMAP_BYTES);
  const view = new DataView(stored.buffer);
  for (const [index, word] of bits.entries()) view.setUint32(index * 4, word, true);
  return stored;
}
