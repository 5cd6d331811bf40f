import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ROOT } from './root.ts';

export interface CommandResult {
  code: number;
  /** stdout and stderr in the order they came. */
  output: string;
}

export interface CommandOptions {
  env?: Record<string, string>;
  /** Show the output while it runs as well. */
  stream?: boolean;
  timeoutMs?: number;
}

/**
 * Runs a program to its end with no standard input. `bin` is a program of the packages
 * (`node_modules/.bin`), a path, or a name on the PATH. Never throws: a program that cannot be
 * started has code 127.
 */
export function runCommand(
  bin: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(bin, [...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: toolPath(), ...options.env },
      ...(options.timeoutMs ? { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const } : {}),
    });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (options.stream) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${bin}: ${error.message}` }));
    child.on('close', (code, signal) => {
      resolve({
        code: code ?? 1,
        output: signal ? `${output}\n${bin} ended by ${signal}` : output,
      });
    });
  });
}

/** Programs of the packages first, then the Node that runs us: never an older one of the system. */
export function toolPath(): string {
  return [
    join(ROOT, 'node_modules/.bin'),
    dirname(process.execPath),
    process.env['PATH'] ?? '',
  ].join(':');
}
