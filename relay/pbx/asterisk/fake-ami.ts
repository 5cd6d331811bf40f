/** An Asterisk's manager interface for tests and the bench: MD5 login over a real socket, on loopback. */
import { createHash, randomInt } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type AmiMessage, createAmiReader } from './wire.ts';

export interface FakeAmi {
  readonly port: number;
  /** What every client sent, in order, secrets and all. */
  readonly received: readonly string[];
  readonly loggedIn: number;
  /** Sends one event to everybody who is logged in. */
  send(message: AmiMessage): void;
  sendRaw(bytes: Uint8Array | string): void;
  /** What `CoreShowChannels` answers from now on. */
  show(rows: readonly AmiMessage[]): void;
  /** Cuts all connections, without a word. */
  cut(): void;
  /** From now on it takes what is sent and answers nothing. */
  freeze(): void;
  close(): Promise<void>;
}

export interface FakeAmiOptions {
  user?: string;
  secret?: string;
  banner?: string;
  /** The user has the right `reporting`. */
  mayList?: boolean;
  /** Answer to a right login instead of `Success`. */
  loginError?: string;
  tls?: { key: string; cert: string };
  port?: number;
  /** Told after each login, before the client can ask. */
  onLogin?: () => void;
}

export async function startFakeAmi(options: FakeAmiOptions = {}): Promise<FakeAmi> {
  const { user = 'relay', secret = 'labsecret', mayList = true } = options;
  const sockets = new Set<Socket>();
  const members = new Set<Socket>();
  const received: string[] = [];
  let rows: readonly AmiMessage[] = [];
  let frozen = false;
  let loggedIn = 0;

  function serve(socket: Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      members.delete(socket);
    });
    const challenge = String(randomInt(1e8, 1e9));
    const answer = (id: string, lines: readonly string[]) =>
      socket.write(message([lines[0] ?? '', `ActionID: ${id}`, ...lines.slice(1)]));

    function act(action: AmiMessage): void {
      received.push(action.text);
      if (frozen) return;
      const id = action.get('ActionID') ?? '';
      const name = action.get('Action')?.toLowerCase();
      if (name === 'logoff') return void socket.end();
      if (name === 'challenge')
        return void answer(id, ['Response: Success', `Challenge: ${challenge}`]);
      if (name === 'login') return login(id, action);
      if (!members.has(socket))
        return void answer(id, ['Response: Error', 'Message: Permission denied']);
      if (name === 'ping') return void answer(id, ['Response: Success', 'Ping: Pong']);
      if (name === 'coreshowchannels') return list(id);
      answer(id, ['Response: Error', 'Message: Invalid/unknown command']);
    }

    function login(id: string, action: AmiMessage): void {
      const key = createHash('md5')
        .update(challenge + secret)
        .digest('hex');
      if (action.get('Username') !== user || action.get('Key') !== key) {
        answer(id, ['Response: Error', 'Message: Authentication failed']);
        return void socket.end();
      }
      if (options.loginError !== undefined) {
        answer(id, ['Response: Error', `Message: ${options.loginError}`]);
        return void socket.end();
      }
      loggedIn += 1;
      answer(id, ['Response: Success', 'Message: Authentication accepted']);
      members.add(socket);
      options.onLogin?.();
    }

    function list(id: string): void {
      if (!mayList) return void answer(id, ['Response: Error', 'Message: Permission denied']);
      answer(id, ['Response: Success', 'EventList: start', 'Message: Channels will follow']);
      for (const row of rows) answer(id, row.text.split('\n'));
      answer(id, [
        'Event: CoreShowChannelsComplete',
        'EventList: Complete',
        `ListItems: ${rows.length}`,
      ]);
    }

    const reader = createAmiReader({ onMessage: act });
    socket.on('data', (bytes) => reader.push(bytes));
    socket.write(`${options.banner ?? 'Asterisk Call Manager/11.0.0'}\r\n`);
  }

  const server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    received,
    get loggedIn() {
      return loggedIn;
    },
    send(event) {
      for (const socket of members) socket.write(message(event.text.split('\n')));
    },
    sendRaw(bytes) {
      for (const socket of members) socket.write(bytes);
    },
    show(next) {
      rows = next;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    freeze() {
      frozen = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function message(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}
