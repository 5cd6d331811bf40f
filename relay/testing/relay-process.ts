/** The `offhook` command as a real process, for tests about processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const OFFHOOK = fileURLToPath(new URL('../offhook.mjs', import.meta.url));

export interface OffhookProcess {
  child: ChildProcess;
  /** Resolves with the output so far once it contains `text`; fails when the process ends before. */
  printed(text: string): Promise<string>;
  /** Exit code (null after a signal) and everything it printed. */
  ended: Promise<{ code: number | null; out: string }>;
}

/** Runs on the Node that runs the tests; settings of the machine do not leak in. */
export function runOffhook(args: string[], env: Record<string, string>): OffhookProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('OFFHOOK_'));
  const child = spawn(process.execPath, [OFFHOOK, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const waiting: (() => void)[] = [];
  const more = (chunk: Buffer) => {
    out += chunk.toString();
    for (const check of waiting.splice(0)) check();
  };
  child.stdout.on('data', more);
  child.stderr.on('data', more);
  let over = false;
  const ended = new Promise<{ code: number | null; out: string }>((resolve) => {
    child.on('close', (code) => {
      over = true;
      for (const check of waiting.splice(0)) check();
      resolve({ code, out });
    });
  });
  onTestFinished(async () => {
    if (!over) child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    ended,
    async printed(text) {
      while (!out.includes(text)) {
        if (over) throw new Error(`ended before it printed "${text}":\n${out}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return out;
    },
  };
}
