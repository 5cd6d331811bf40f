/** One stand-in Zammad for a whole file of tests: as new, with Alice connected, before each. */
import { afterAll, beforeEach } from 'vitest';
import { type Bench, startBench } from './sandbox-bench.ts';

export async function benchOfFile(): Promise<Bench> {
  const bench = await startBench();
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.reset();
    bench.storage.raw.clear();
    await bench.connect();
  });
  return bench;
}
