/** A TCP connection to a telephone system: made, kept alive, and its failures in words. */
import { connect, type Socket } from 'node:net';
import { LinkError } from './dialect.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** First TCP keep-alive probe after so much silence; the rest is the system's. */
const KEEP_ALIVE_MS = 30_000;

/** @throws LinkError with a reason that names neither address nor secret */
export function openTcp(
  to: { host: string; port: number },
  signal: AbortSignal,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new LinkError('stopped'));
    const socket = connect({ ...to, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
    const timer = setTimeout(
      () => fail(new LinkError('no answer while connecting; check the address and the firewall')),
      timeoutMs,
    );
    const abort = () => fail(new LinkError('stopped'));
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
    function fail(error: LinkError): void {
      done();
      socket.destroy();
      reject(error);
    }
    signal.addEventListener('abort', abort);
    socket.on('error', (error) => fail(tcpError(error)));
    socket.once('connect', () => {
      done();
      // An error before somebody reads must not end the process; the reader sees the end anyway.
      resolve(socket);
    });
  });
}

/** What a socket's error means to the admin. */
export function tcpError(error: unknown): LinkError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new LinkError(WORDS[code] ?? 'the connection broke');
}

const WORDS: Record<string, string | undefined> = {
  ECONNREFUSED: 'nothing listens there; check address and port, and that the interface is enabled',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  ECONNRESET: 'the telephone system reset the connection',
  EPIPE: 'the telephone system closed the connection',
};
