/** Holds the streams on a thread of its own, so that reading frames does not delay who is timing. */
import { parentPort, workerData } from 'node:worker_threads';
import { openStreams } from './agents.ts';

const { relayUrl, devices } = workerData as {
  relayUrl: string;
  devices: { token: string; count: number }[];
};

for (const { token, count } of devices) await openStreams(relayUrl, [token], count);
parentPort?.postMessage('open');
