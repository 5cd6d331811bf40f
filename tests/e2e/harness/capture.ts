/** A telephone system's web address for dialling: notes what it was asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Capture {
  url: string;
  readonly requests: readonly string[];
  /** What it answers from now on. */
  status: number;
  close(): Promise<void>;
}

export async function startCapture(): Promise<Capture> {
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    requests.push(incoming.url ?? '');
    incoming.resume();
    outgoing.writeHead(capture.status, { 'content-type': 'text/plain' }).end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const capture: Capture = {
    url: `http://127.0.0.1:${port}`,
    requests,
    status: 200,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return capture;
}
