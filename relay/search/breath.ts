/** Lets whatever waits go first: work in the background is done in slices of some milliseconds. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
