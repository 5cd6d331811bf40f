/** Agents without a browser: paired devices and open streams, as many as a row needs. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';

/** Pairs one device and answers its token. */
export async function pair(relayUrl: string, zammadUrl: string, token: string): Promise<string> {
  const answer = await fetch(`${relayUrl}/v1/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ zammadUrl, zammadToken: token, name: 'bench' }),
  });
  if (!answer.ok) throw new Error(`pairing answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { deviceToken: string }).deviceToken;
}

/** Opens `count` streams, spread over the devices, and resolves when all were welcomed. */
export async function openStreams(
  relayUrl: string,
  devices: readonly string[],
  count: number,
): Promise<{ close(): void }> {
  const sockets: WebSocket[] = [];
  for (let at = 0; at < count; at += 50) {
    const some = Array.from({ length: Math.min(50, count - at) }, (_, index) =>
      openStream(relayUrl, devices[(at + index) % devices.length]!),
    );
    sockets.push(...(await Promise.all(some)));
  }
  return {
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

async function openStream(relayUrl: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${relayUrl.replace(/^http/, 'ws')}/v1/stream`, {
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, token }));
  const [first] = (await once(socket, 'message')) as [Buffer];
  const frame = JSON.parse(first.toString()) as { type: string };
  if (frame.type !== 'welcome') throw new Error(`the stream answered ${first.toString()}`);
  return socket;
}

/** Streams held by another thread; `count` of them for each device. */
export async function holdStreams(
  relayUrl: string,
  devices: readonly { token: string; count: number }[],
): Promise<{ close(): Promise<void> }> {
  const worker = new Worker(new URL('./stream-worker.ts', import.meta.url), {
    workerData: { relayUrl, devices },
  });
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error as Error));
  await Promise.race([once(worker, 'message'), failed]);
  failed.catch(() => {});
  return {
    close: async () => {
      await worker.terminate();
    },
  };
}
