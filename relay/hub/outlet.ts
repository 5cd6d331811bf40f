/** The way out to one client: frames leave in order, and a reader who is too slow is let go. */
import type { WebSocket } from 'ws';

export const MAX_QUEUED_FRAMES = 1_000;
/** A frame is about a kilobyte; this bounds what odd large ones may take. */
export const MAX_QUEUED_BYTES = 4 * 1024 * 1024;
export interface Outlet {
  send(text: string): void;
  /** Resolves when little is waiting, or when the connection is gone. */
  drained(): Promise<void>;
  /** Says a last word and closes. */
  end(text: string | undefined, code: number): void;
  readonly open: boolean;
}

export function createOutlet(deps: {
  socket: Pick<WebSocket, 'send' | 'close' | 'on' | 'bufferedAmount' | 'readyState' | 'OPEN'>;
  /** Too much is waiting; called once. */
  onSlow: () => void;
  onSent?: (() => void) | undefined;
  maxFrames?: number | undefined;
}): Outlet {
  const { socket, maxFrames = MAX_QUEUED_FRAMES } = deps;
  /** Above this a replay waits before it sends more. */
  const few = Math.floor(maxFrames / 10);
  let waiting = 0;
  let ended = false;
  let wake: (() => void)[] = [];

  const isOpen = () => !ended && socket.readyState === socket.OPEN;
  function release(): void {
    if (waiting > few && isOpen()) return;
    const woken = wake;
    wake = [];
    for (const resolve of woken) resolve();
  }
  socket.on('close', () => {
    ended = true;
    release();
  });

  return {
    get open() {
      return isOpen();
    },
    send(text) {
      if (!isOpen()) return;
      if (waiting >= maxFrames || socket.bufferedAmount > MAX_QUEUED_BYTES) {
        deps.onSlow();
        return;
      }
      waiting += 1;
      deps.onSent?.();
      socket.send(text, () => {
        waiting -= 1;
        if (wake.length > 0) release();
      });
    },
    drained() {
      if (waiting <= few || !isOpen()) return Promise.resolve();
      return new Promise((resolve) => wake.push(resolve));
    },
    end(text, code) {
      if (!isOpen()) return;
      ended = true;
      if (text !== undefined) socket.send(text);
      socket.close(code);
      release();
    },
  };
}
