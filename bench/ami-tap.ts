/** Stands between an Asterisk and the relay and notes when it said something about a call. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { PbxEvent } from '../lib/core/call.ts';
import { testTranslator } from '../relay/pbx/asterisk/testing.ts';
import { createAmiReader } from '../relay/pbx/asterisk/wire.ts';

export interface AmiTap {
  port: number;
  /** A relay is logged in. */
  connected(): Promise<void>;
  close(): void;
}

/** @param onHeard a message came in whole that tells these events; `at` of `performance.now()` */
export async function startAmiTap(
  target: { host: string; port: number },
  onHeard: (events: readonly PbxEvent[], at: number) => void,
): Promise<AmiTap> {
  const sockets = new Set<Socket>();
  let loggedIn: () => void = () => {};
  const connected = new Promise<void>((resolve) => (loggedIn = resolve));
  const server = createServer((relay) => {
    const asterisk = connect(target);
    const translator = testTranslator();
    for (const socket of [relay, asterisk]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        relay.destroy();
        asterisk.destroy();
      });
    }
    const reader = createAmiReader({
      onMessage(message) {
        if (message.get('Event') === 'CoreShowChannelsComplete') loggedIn();
        const events = translator.read(message, Date.now());
        if (events.length > 0) onHeard(events, performance.now());
      },
    });
    relay.pipe(asterisk);
    asterisk.on('data', (bytes) => {
      // The clock starts when it is here, not when it was passed on.
      reader.push(bytes);
      relay.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connected: () => connected,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
