/** A FRITZ!Box's call monitor on a real socket, for tests: it sends what the test says. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface FakeFritzbox {
  port: number;
  /** Waits until somebody is connected. */
  connected(): Promise<void>;
  /** Sends lines to whoever is connected; to nobody when nobody is. */
  say(...lines: string[]): void;
  /** The network goes away under everybody's feet. */
  cut(): void;
  close(): Promise<void>;
}

export async function startFakeFritzbox(): Promise<FakeFritzbox> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async connected() {
      while (sockets.size === 0) await once(server, 'connection');
    },
    say(...lines) {
      for (const socket of sockets) socket.write(lines.map((line) => `${line}\r\n`).join(''));
    },
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
      sockets.clear();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
