/** A server as a real child process: started, waited for, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './root.ts';

export interface Service {
  readonly name: string;
  readonly pid: number;
  /** Everything it has printed so far, both streams. */
  log(): string;
  /** SIGTERM (or the given signal), then waits for the end. SIGKILL follows after 10 s. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when the process has ended, with its exit code (-1 when a signal ended it). */
  readonly ended: Promise<number>;
}

export interface ServiceOptions {
  name: string;
  /** Arguments for the Node that runs us. */
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** The line that says it is ready. */
  ready: RegExp;
  readyWithinMs?: number;
  onLine?: (line: string) => void;
}

/** Starts a service and resolves when it has printed its ready line. Throws with its output when it does not. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd ?? ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let log = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer) => {
    log += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  if (options.onLine) passLines(child, options.onLine);
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? -1));
    child.once('error', () => resolve(127));
  });
  const withinMs = options.readyWithinMs ?? 60_000;
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${options.name} ${why}:\n${log.slice(-4000)}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${withinMs / 1000} s`);
    }, withinMs);
    const look = () => {
      if (!options.ready.test(log)) return;
      clearTimeout(timer);
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    void ended.then((code) => {
      clearTimeout(timer);
      fail(`ended with ${code} before it was ready`);
    });
  });
  return {
    name: options.name,
    pid: child.pid ?? 0,
    log: () => log,
    ended,
    stop: (signal = 'SIGTERM') => stop(child, signal),
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(timer);
}

function passLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
  }
}
