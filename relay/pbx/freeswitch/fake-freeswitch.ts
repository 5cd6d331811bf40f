/** FreeSWITCH's event socket on a real socket, for tests: logs in, answers `api`, sends events. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface FakeFreeswitch {
  port: number;
  /** Rows of `show channels as json`. */
  channels: Record<string, string>[];
  /** What clients sent, without passwords. */
  commands: string[];
  /** Called before a snapshot is answered: what happens while one logs in. */
  beforeSnapshot?: () => void;
  /** Answers nothing any more, as a machine that hangs. */
  deaf: boolean;
  /** Refuses everybody by address. */
  rude: boolean;
  send(...events: Record<string, string>[]): void;
  /** Waits until a client sent this command. */
  asked(command: string): Promise<void>;
  /** Writes bytes as they are, one by one if asked to. */
  write(text: string, oneByOne?: boolean): void;
  cut(): void;
  /** Says goodbye as `shutdown` does. */
  goodbye(): void;
  close(): Promise<void>;
}

export function eslEvent(event: Record<string, string>): string {
  const body = JSON.stringify(event);
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`;
}

export async function startFakeFreeswitch(password = 'ClueCon'): Promise<FakeFreeswitch> {
  let told: (() => void) | undefined;
  const clients = new Map<Socket, { loggedIn: boolean; hears: boolean }>();
  const server = createServer((socket) => {
    const client = { loggedIn: false, hears: false };
    clients.set(socket, client);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
    if (fake.rude) {
      const body = 'Access Denied, go away.\n';
      socket.end(`Content-Type: text/rude-rejection\nContent-Length: ${body.length}\n\n${body}`);
      return;
    }
    socket.write('Content-Type: auth/request\n\n');
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const commands = text.split('\n\n');
      text = commands.pop() ?? '';
      for (const command of commands) answer(socket, client, command);
    });
  });

  function answer(
    socket: Socket,
    client: { loggedIn: boolean; hears: boolean },
    command: string,
  ): void {
    fake.commands.push(command.startsWith('auth ') ? 'auth' : command);
    told?.();
    const reply = (text: string) =>
      socket.write(`Content-Type: command/reply\nReply-Text: ${text}\n\n`);
    const body = (text: string) =>
      socket.write(
        `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(text)}\n\n${text}`,
      );
    if (fake.deaf) return;
    if (command.startsWith('auth ')) {
      client.loggedIn = command === `auth ${password}`;
      reply(client.loggedIn ? '+OK accepted' : '-ERR invalid');
      if (!client.loggedIn) socket.end();
    } else if (!client.loggedIn) reply('-ERR command not found');
    else if (command.startsWith('event json ')) {
      client.hears = true;
      reply('+OK event listener enabled json');
    } else if (command === 'api show channels as json') {
      fake.beforeSnapshot?.();
      const rows = fake.channels;
      body(JSON.stringify(rows.length > 0 ? { row_count: rows.length, rows } : { row_count: 0 }));
    } else if (command === 'api status') body('UP 0 years, 0 days\nFreeSWITCH is ready\n');
    else reply('-ERR command not found');
  }

  const fake: FakeFreeswitch = {
    port: 0,
    channels: [],
    commands: [],
    deaf: false,
    rude: false,
    send: (...events) => fake.write(events.map(eslEvent).join('')),
    write(text, oneByOne = false) {
      for (const [socket, { hears }] of clients) {
        if (!hears) continue;
        if (!oneByOne) socket.write(text);
        else {
          socket.setNoDelay(true);
          for (const byte of Buffer.from(text)) socket.write(Buffer.from([byte]));
        }
      }
    },
    async asked(command) {
      while (!fake.commands.includes(command)) {
        await new Promise<void>((resolve) => (told = resolve));
      }
    },
    cut() {
      for (const socket of clients.keys()) socket.resetAndDestroy();
      clients.clear();
    },
    goodbye() {
      const text = 'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n';
      for (const socket of clients.keys()) {
        socket.write(
          `Content-Type: text/disconnect-notice\nContent-Length: ${text.length}\n\n${text}`,
        );
      }
    },
    async close() {
      for (const socket of clients.keys()) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.port = (server.address() as AddressInfo).port;
  return fake;
}
