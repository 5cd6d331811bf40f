/** The stand-in Zammad of the directory's rows, in a thread of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface LargeZammadFacts {
  requests: number;
  /** Within one second, at most. */
  busiest: number;
  refused: number;
  /** Other than GET. */
  writes: number;
  /** Times a page of people was answered, and how many different ones. */
  pages: number;
  differentPages: number;
}

export interface LargeZammad {
  url: string;
  /** Somebody gets another number, now. */
  change(index: number, phone: string): Promise<void>;
  facts(): Promise<LargeZammadFacts>;
  close(): Promise<void>;
}

/** A token that may read people, and one of an agent who may pair a browser. */
export const SERVICE_TOKEN = 'bench-service';
export const AGENT_TOKEN = 'bench-agent';

/** @param limit requests it answers in a second; the others are told 429 */
export async function startLargeZammad(people: number, limit: number): Promise<LargeZammad> {
  const worker = new Worker(new URL('./directory-worker.ts', import.meta.url), {
    workerData: { people, limit },
  });
  const [port] = (await once(worker, 'message')) as [number];
  async function ask<T>(message: object): Promise<T> {
    worker.postMessage(message);
    const [answer] = (await once(worker, 'message')) as [T];
    return answer;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    change: (index, phone) => ask({ change: { index, phone } }),
    facts: () => ask({ facts: true }),
    close: async () => void (await worker.terminate()),
  };
}
