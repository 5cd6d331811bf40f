/** A relay of a few lines, over real HTTP and WebSocket. For tests. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AgentCall } from '../../lib/core/agent-call.ts';

export async function startRelayBench() {
  const agent = { id: 4, login: 'agent1@example.com', name: 'Alice Agent' };
  const state = {
    forwards: false,
    dial: true,
    calls: [] as AgentCall[],
    pair: 200,
    dialled: [] as string[],
    /** What else it answers: `POST /v1/x` → status and body, by what it was sent. */
    answers: {} as Record<string, (body: string, url: string) => [status: number, body: unknown]>,
  };
  const hellos: Record<string, unknown>[] = [];
  const presences: Record<string, unknown>[] = [];
  const waiting: (() => void)[] = [];
  const seen: string[] = [];
  let live: WebSocket | undefined;
  let serverAt = 1;
  let seq = 0;
  const told = () => {
    for (const run of waiting.splice(0)) run();
  };

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const path = `${request.method} ${request.url?.split('?')[0]}`;
    seen.push(path);
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (path === 'POST /v1/devices') {
      return state.pair === 200
        ? json(200, { deviceToken: 'device-1', agent })
        : json(state.pair, { error: { code: 'zammad/other', message: 'Another Zammad.' } });
    }
    if (request.headers.authorization !== 'Bearer device-1')
      return json(401, { error: { code: 'auth/unknown', message: 'Pair again.' } });
    if (path === 'GET /v1/me') {
      const { forwards, dial } = state;
      return json(200, {
        agent,
        relay: { version: '0', forwards, directory: 0, dial, homeCountry: 'DE' },
      });
    }
    const own = state.answers[path];
    if (own) return json(...own(body, request.url ?? ''));
    if (path === 'GET /v1/calls') return json(200, { items: state.calls });
    if (path === 'POST /v1/dial') {
      state.dialled.push(JSON.parse(body).number);
      return json(200, { dialId: 'd1' });
    }
    return json(path.startsWith('DELETE') ? 200 : 404, {});
  });
  const sockets = new WebSocketServer({ server, path: '/v1/stream' });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const frame = JSON.parse((data as Buffer).toString('utf8'));
      if (frame.type === 'presence') presences.push(frame);
      if (frame.type === 'hello') {
        hellos.push(frame);
        live = socket;
        socket.send(
          JSON.stringify({ type: 'welcome', protocol: 1, agent, cursor: `e-${seq}`, serverAt }),
        );
      }
      told();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    hellos,
    presences,
    seen,
    call(call: AgentCall, lead = true) {
      live?.send(JSON.stringify({ type: 'call', cursor: `e-${++seq}`, lead, call }));
    },
    /** What it says the time is, from the next welcome on. */
    late(at: number): void {
      serverAt = at;
    },
    frame: (frame: unknown) => live?.send(JSON.stringify(frame)),
    /** Once something came in and the condition holds. */
    async until(holds: () => boolean) {
      while (!holds()) await new Promise<void>((done) => waiting.push(done));
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
export type RelayBench = Awaited<ReturnType<typeof startRelayBench>>;
