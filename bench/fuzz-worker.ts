/** One parser in a thread of its own, with little memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { findDialect } from '../relay/pbx/registry.ts';
import { fuzzDialect } from '../relay/testing/fuzz-dialect.ts';

const { id, seed, durationMs } = workerData as { id: string; seed: number; durationMs: number };
const definition = findDialect(id);
if (!definition) throw new Error(`no dialect ${id}`);
parentPort?.postMessage(await fuzzDialect(definition, { seed, durationMs }));
