/**
 * Lets writes that arrive together share one transaction: a commit waits for the disk, and fifty
 * calls a second must not wait fifty times. Each caller is answered after the commit of its write.
 */
export interface GroupCommit<Input, Output> {
  add(input: Input): Promise<Output>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

interface Waiting<Input, Output> {
  input: Input;
  resolve(output: Output): void;
  reject(error: unknown): void;
}

const MAX_BATCH = 64;

/**
 * @param run writes a batch in one transaction, all or nothing, and answers in the same order
 * @param onCommit is told each committed batch, in order, before its callers
 */
export function createGroupCommit<Input, Output>(deps: {
  run(batch: Input[]): Promise<Output[]>;
  onCommit(outputs: Output[]): void;
}): GroupCommit<Input, Output> {
  const waiting: Waiting<Input, Output>[] = [];
  let working: Promise<void> | undefined;

  async function commit(batch: Waiting<Input, Output>[]): Promise<void> {
    let outputs: Output[];
    try {
      outputs = await deps.run(batch.map(({ input }) => input));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      // One bad write must not take its neighbours along: each alone, in order.
      else for (const one of batch) await commit([one]);
      return;
    }
    deps.onCommit(outputs);
    for (const [index, one] of batch.entries()) one.resolve(outputs[index] as Output);
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) await commit(waiting.splice(0, MAX_BATCH));
    working = undefined;
  }

  return {
    add(input) {
      return new Promise((resolve, reject) => {
        waiting.push({ input, resolve, reject });
        working ??= Promise.resolve().then(work);
      });
    },
    async drain() {
      while (working) await working;
    },
  };
}
