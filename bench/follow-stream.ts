/** One agent's stream, with what it says about calls. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { RelayFrame } from '../lib/protocol/frames.ts';

export type StreamedCall = Extract<RelayFrame, { type: 'call' }>['call'];

/** Resolves when the relay has welcomed the device. */
export async function followStream(
  relayUrl: string,
  token: string,
  onCall: (call: StreamedCall) => void,
): Promise<{ close(): void }> {
  const socket = new WebSocket(`${relayUrl.replace(/^http/, 'ws')}/v1/stream`, {
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  const welcomed = once(socket, 'message');
  socket.on('message', (bytes: Buffer) => {
    const frame = JSON.parse(bytes.toString()) as RelayFrame;
    if (frame.type === 'call') onCall(frame.call);
  });
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, token }));
  await welcomed;
  return { close: () => socket.terminate() };
}
