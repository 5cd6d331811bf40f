/**
 * Times of what one connection hears: the moment of receipt, each later than the one before, so
 * that "rings, stops, rings again" within a millisecond stays in order.
 */

/** A clock set back by more than this is believed. */
const JUMP_MS = 10_000;

/** @returns the time of the next event, epoch ms */
export function createReceiptOrder(clock: () => number): () => number {
  let last = -Infinity;
  return () => {
    const now = clock();
    last = now > last || last - now > JUMP_MS ? now : last + 1;
    return last;
  };
}
