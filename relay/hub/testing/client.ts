/** A browser's side of the stream, for tests: keeps every frame and waits for the wanted one. */
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { type RelayFrame, relayFrameSchema } from '../../../lib/protocol/frames.ts';

export type CallFrame = RelayFrame & { type: 'call' };

export interface Client {
  frames: RelayFrame[];
  socket: WebSocket;
  send(frame: object | string): void;
  /** The first frame, from `from` on, that fits; waits for it. Rejects when the stream closes first. */
  next<T extends RelayFrame['type']>(
    type: T,
    fits?: (frame: RelayFrame & { type: T }) => boolean,
  ): Promise<RelayFrame & { type: T }>;
  calls(): CallFrame[];
  closed: Promise<number>;
  close(): Promise<number>;
}

export function connect(
  url: string,
  hello?: { token: string; cursor?: string; protocol?: number },
  options: { origin?: string } = {},
): Client {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/stream`, {
    perMessageDeflate: false,
    ...options,
  });
  const frames: RelayFrame[] = [];
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((each) => each());
  let over = false;
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      over = true;
      resolve(code);
      wake();
    });
  });
  socket.on('error', () => {});
  socket.on('message', (data) => {
    // Every frame must be one the extension understands.
    frames.push(v.parse(relayFrameSchema, JSON.parse(String(data))));
    wake();
  });
  const send = (frame: object | string) =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  if (hello) socket.on('open', () => send({ type: 'hello', protocol: 1, ...hello }));

  return {
    frames,
    socket,
    send,
    closed,
    next(type, fits = () => true) {
      type Wanted = RelayFrame & { type: typeof type };
      const find = () =>
        frames.find((frame): frame is Wanted => frame.type === type && fits(frame as Wanted));
      return new Promise((resolve, reject) => {
        const look = () => {
          const hit = find();
          if (!hit && !over) return;
          waiting.delete(look);
          if (hit) resolve(hit);
          else
            reject(
              new Error(
                `closed without ${type}; had ${frames
                  .map((f) => f.type)
                  .join(' ')
                  .slice(0, 300)}`,
              ),
            );
        };
        waiting.add(look);
        look();
      });
    },
    calls: () => frames.filter((frame) => frame.type === 'call'),
    close() {
      socket.close();
      return closed;
    },
  };
}
