/** Work on one thing goes one after the other; different things do not wait for each other. */
export type InTurn = <R>(key: string, run: () => Promise<R>) => Promise<R>;

export function createInTurn(): InTurn {
  const tails = new Map<string, Promise<unknown>>();
  return (key, run) => {
    const mine = (tails.get(key) ?? Promise.resolve()).then(run, run);
    const tail = mine.then(
      () => {},
      () => {},
    );
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return mine;
  };
}
