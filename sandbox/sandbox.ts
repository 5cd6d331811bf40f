import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { createLive, type Live } from './live.ts';
import { createSessions } from './rest/sessions.ts';
import type { Flavour } from './world/flavour.ts';
import { seed } from './world/seed.ts';
import { createWorld } from './world/world.ts';

export interface SandboxOptions {
  /** 0: any free port. */
  port: number;
  /** Which Zammad to be. Default `6.5`. */
  flavour?: Flavour;
  /** So many more people, for tests of large directories. */
  crowdSize?: number;
  clock?: () => number;
}

export interface Sandbox {
  url: string;
  close(): Promise<void>;
}

/** Starts the stand-in Zammad, on loopback only. Everything is in memory. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, flavour = '6.5', crowdSize = 0, clock = Date.now } = options;
  /** Open pages; there are none before the server listens. */
  const live: { pages?: Live } = {};
  const fresh = () => {
    const next = createWorld({ flavour, clock, tell: (event) => live.pages?.tell(event) });
    seed(next, { crowdSize });
    return next;
  };
  let world = fresh();
  const sessions = createSessions();
  const app = createApp({
    worldOf: () => world,
    sessions,
    reset: () => {
      world = fresh();
    },
    nowMs: clock,
  });

  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => {
      starting.off('error', reject);
      resolve(starting as Server);
    });
    starting.once('error', reject);
  });
  live.pages = createLive(server, () => world, sessions);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        live.pages?.close();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
