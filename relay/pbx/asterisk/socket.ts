/** TCP or TLS to Asterisk, with what can go wrong in words for the admin. */
import { readFileSync } from 'node:fs';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { LinkError } from '../dialect.ts';
import type { AsteriskOptions } from './options.ts';

/** @throws LinkError when nobody answers within `timeoutMs`, or not as asked */
export async function openSocket(
  options: Pick<AsteriskOptions, 'host' | 'port' | 'tls'>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = dial(options);
  socket.setNoDelay(true);
  const ready = options.tls ? 'secureConnect' : 'connect';
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('ETIMEDOUT')), timeoutMs);
      const stop = () => reject(new Error('stopped'));
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      const settle = (then: () => void) => () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        then();
      };
      socket.once(ready, settle(resolve));
      socket.once('error', (error) => settle(() => reject(error))());
      socket.once(
        'close',
        settle(() => reject(new Error('ECONNRESET'))),
      );
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  } catch (error) {
    socket.on('error', () => {});
    socket.destroy();
    throw new LinkError(explain(options, error), false);
  }
  return socket;
}

function dial({ host, port, tls }: Pick<AsteriskOptions, 'host' | 'port' | 'tls'>): Socket {
  if (!tls) return connectTcp({ host, port });
  const servername = tls.servername ?? (isIP(host) ? undefined : host);
  return connectTls({
    host,
    port,
    ...(servername !== undefined && { servername }),
    ...(tls.caFile !== undefined && { ca: readCa(tls.caFile) }),
    rejectUnauthorized: !tls.acceptAnyCertificate,
  });
}

function readCa(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new LinkError('tls.caFile cannot be read', true);
  }
}

const CERTIFICATE = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

function explain(
  { host, port, tls }: Pick<AsteriskOptions, 'host' | 'port' | 'tls'>,
  error: unknown,
): string {
  const where = `${host}:${port}`;
  const { code, message } = error as NodeJS.ErrnoException;
  const word = code ?? message;
  if (CERTIFICATE.test(word)) {
    return `the certificate of ${where} is not trusted (${word}): name its authority in tls.caFile, or its name in tls.servername`;
  }
  if (tls && /^(?:EPROTO|ERR_SSL)/.test(word)) {
    return `${where} does not speak TLS: set tlsenable in manager.conf, or leave out tls`;
  }
  if (word === 'ENOTFOUND' || word === 'EAI_AGAIN') return `the name ${host} is not known`;
  if (word === 'ECONNREFUSED') {
    return `nobody listens on ${where}: is Asterisk running, with enabled = yes in manager.conf?`;
  }
  return `${where} cannot be reached (${/^[A-Z_]{2,40}$/.test(word) ? word : 'failed'})`;
}
