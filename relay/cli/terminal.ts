/** Where commands print: colours only for people, a closed pipe is no failure. */
import { styleText } from 'node:util';

export type Paint = (style: Style, text: string) => string;
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta';

/** Colours on a terminal only, and never with `NO_COLOR` (no-color.org) or `TERM=dumb`. */
export function createPaint(
  env: NodeJS.ProcessEnv,
  stream: { isTTY?: boolean } = process.stdout,
): Paint {
  const plain = !stream.isTTY || Boolean(env['NO_COLOR']) || env['TERM'] === 'dumb';
  return plain ? (_style, text) => text : (style, text) => styleText(style, text, FORCED);
}

/** `styleText` looks at the stream by itself otherwise; it was looked at above. */
const FORCED = { validateStream: false } as const;

/** `offhook events | head` ends when `head` has enough, and that is fine. */
export function allowClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

/** Ended by Ctrl-C or a stop of the service; a second one does not wait. */
export function interruption(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, stop);
    },
  };
}
