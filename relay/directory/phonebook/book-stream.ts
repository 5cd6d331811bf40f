/** A phone book as bytes, some entries at a time, as fast as the telephone takes them. */
import { breath } from '../../search/breath.ts';

/** Entries written in one turn. */
const STEP = 50;

/** @param write one entry as text; `''` for one that is gone meanwhile */
export function bookStream<T>(
  head: string,
  entries: readonly T[],
  write: (entry: T) => string,
  foot: string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      // Other requests come first: a fast reader must not keep the process to itself.
      await breath();
      const texts = begun ? [] : [head];
      begun = true;
      do {
        const end = Math.min(at + STEP, entries.length);
        for (; at < end; at++) texts.push(write(entries[at] as T));
        if (at === entries.length) texts.push(foot);
        // Nothing is asked for again before something came.
      } while (at < entries.length && texts.every((text) => text === ''));
      const bytes = encoder.encode(texts.join(''));
      if (bytes.length > 0) controller.enqueue(bytes);
      if (at === entries.length) controller.close();
    },
  });
}
