/** 3CX's call control API on real sockets, for tests: one token at a time, news without data. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export type FakeParticipant = Record<string, string | number | boolean>;

export interface FakeThreecx {
  url: string;
  /** How often a token was asked for. */
  tokens: number;
  expiresIn: number;
  /** Paths that were asked for, in order. */
  fetched: string[];
  /** Most entities that were asked for at once. */
  atOnce: number;
  /** Answers to entities wait until the test lets them go. */
  hold?: Promise<void> | undefined;
  /** Status of `/callcontrol` instead of the state. */
  refuse?: number | undefined;
  types: Map<string, string>;
  /** Makes or changes a participant, and tells that something changed. */
  put(participant: FakeParticipant, tell?: boolean): void;
  remove(dn: string, id: number, tell?: boolean): void;
  /** Only the news, whatever there is. */
  news(type: number, path: string): void;
  write(text: string): void;
  /** Somebody else asked for a token: ours is worth nothing now. */
  takeToken(): void;
  cut(): void;
  close(): Promise<void>;
}

export function participant(
  dn: string,
  id: number,
  status: string,
  more: FakeParticipant = {},
): FakeParticipant {
  return {
    id,
    status,
    dn,
    party_caller_name: '',
    party_dn: '10007',
    party_caller_id: '03023125741',
    party_did: '',
    device_id: `sip:${dn}@127.0.0.1:5063`,
    party_dn_type: 'Wexternalline',
    direct_control: false,
    originated_by_dn: '',
    originated_by_type: 'None',
    referred_by_dn: '',
    referred_by_type: 'None',
    on_behalf_of_dn: '',
    on_behalf_of_type: 'None',
    callid: 1264,
    legid: 4,
    ...more,
  };
}

/** @param autoPong whether pings are answered, as a machine that hangs does not */
export async function startFakeThreecx(autoPong = true): Promise<FakeThreecx> {
  const state = new Map<string, FakeParticipant>();
  const sockets = new Set<WebSocket>();
  let token = '';
  let sequence = 0;
  let busy = 0;
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const news = new WebSocketServer({ noServer: true, autoPong });
  const allowed = ({ headers }: IncomingMessage) =>
    token !== '' && headers.authorization === `Bearer ${token}`;

  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/callcontrol/ws' || !allowed(request)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    news.handleUpgrade(request, socket, head, (client) => {
      sockets.add(client);
      client.on('error', () => client.terminate());
      client.on('close', () => sockets.delete(client));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const reply = (status: number, json?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(json === undefined ? '' : JSON.stringify(json));
    };
    const path = request.url ?? '';
    if (path === '/connect/token') {
      fake.tokens += 1;
      const form = new URLSearchParams(body);
      if (form.get('client_id') !== '900' || form.get('client_secret') !== 'key') {
        return reply(400, { error: 'invalid_client' });
      }
      token = `token-${fake.tokens}`;
      return reply(200, { token_type: 'Bearer', expires_in: fake.expiresIn, access_token: token });
    }
    if (!allowed(request)) return reply(401);
    if (path === '/callcontrol') {
      if (fake.refuse !== undefined) return reply(fake.refuse);
      const dns = new Set([
        ...fake.types.keys(),
        ...[...state.values()].map(({ dn }) => String(dn)),
      ]);
      return reply(
        200,
        [...dns].map((dn) => ({
          dn,
          type: fake.types.get(dn) ?? 'Wextension',
          devices: [],
          participants: [...state.values()].filter((one) => one.dn === dn),
        })),
      );
    }
    fake.fetched.push(path);
    busy += 1;
    fake.atOnce = Math.max(fake.atOnce, busy);
    await fake.hold;
    busy -= 1;
    const found = state.get(path);
    reply(found ? 200 : 404, found);
  }

  const pathOf = (dn: unknown, id: unknown) =>
    `/callcontrol/${String(dn)}/participants/${String(id)}`;
  const fake: FakeThreecx = {
    url: '',
    tokens: 0,
    expiresIn: 3_600,
    fetched: [],
    atOnce: 0,
    types: new Map(),
    put(one, tell = true) {
      const path = pathOf(one.dn, one.id);
      state.set(path, one);
      if (tell) fake.news(0, path);
    },
    remove(dn, id, tell = true) {
      const path = pathOf(dn, id);
      state.delete(path);
      if (tell) fake.news(1, path);
    },
    news(type, entity) {
      sequence += 1;
      const event = { event_type: type, entity, attached_data: null };
      fake.write(JSON.stringify({ sequence, event }));
    },
    write(text) {
      for (const socket of sockets) socket.send(text);
    },
    takeToken() {
      token = 'of somebody else';
    },
    cut() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    async close() {
      fake.cut();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}
