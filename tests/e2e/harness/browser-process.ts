/** Which process of this machine is the browser of a profile; the others are its children. Linux only. */
import { readFileSync, readdirSync } from 'node:fs';

/** Process id of the browser that was started with this profile folder. Throws when there is none. */
export function browserProcess(profile: string): number {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const args = argumentsOf(name);
    const isBrowser = !args.some((arg) => arg.startsWith('--type='));
    if (isBrowser && args.includes(`--user-data-dir=${profile}`)) return Number(name);
  }
  throw new Error(`no browser runs with ${profile}`);
}

/** Empty when the process has gone meanwhile. */
function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
