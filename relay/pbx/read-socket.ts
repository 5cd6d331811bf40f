/** Reads a socket chunk by chunk; whoever is not done with one chunk is not given the next. */
import type { Socket } from 'node:net';
import { tcpError } from './tcp-connection.ts';

/**
 * Resolves when the other side closed the connection or `signal` ended.
 * @param onChunk what it returns is awaited, so that a slow database slows the sender, not us
 * @throws LinkError when the connection broke; whatever `onChunk` throws
 */
export async function readSocket(
  socket: Socket,
  signal: AbortSignal,
  onChunk: (chunk: Buffer) => Promise<void> | void,
): Promise<void> {
  const abort = () => socket.destroy();
  signal.addEventListener('abort', abort);
  if (signal.aborted) socket.destroy();
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        if (signal.aborted) return { done: true as const, value: undefined };
        throw tcpError(error);
      });
      if (next.done) return;
      await onChunk(next.value);
    }
  } finally {
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}
