/** Finds the two browsers, and installs them where that may be done without asking. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './command.ts';

export type BrowserName = 'chromium' | 'firefox';

/** Chrome itself is not in the list: it no longer loads unpacked extensions from the command line. */
const KNOWN: Record<BrowserName, { variable: string; programs: string[]; package: string }> = {
  chromium: {
    variable: 'OFFHOOK_CHROMIUM',
    programs: ['chromium', 'chromium-browser'],
    package: 'chromium',
  },
  firefox: {
    variable: 'OFFHOOK_FIREFOX',
    programs: ['firefox-esr', 'firefox'],
    package: 'firefox-esr',
  },
};

/** Path of the browser's program; undefined when it is not installed. */
export function findBrowser(name: BrowserName): string | undefined {
  const known = KNOWN[name];
  const named = process.env[known.variable];
  if (named) return isProgram(named) ? named : undefined;
  return known.programs.map(onPath).find((path) => path !== undefined);
}

/** What to type to get the browser, for a person who has to do it. */
export function howToInstall(name: BrowserName): string {
  const known = KNOWN[name];
  return `install ${name} (Debian, Ubuntu: sudo apt-get install ${known.package}) or name its program in ${known.variable}`;
}

/**
 * Installs what is missing with apt-get when we are root and have it.
 * Answers what is still missing, with how to get it.
 */
export async function ensureBrowsers(names: readonly BrowserName[]): Promise<string[]> {
  const missing = names.filter((name) => findBrowser(name) === undefined);
  if (missing.length === 0) return [];
  const remedies = missing.map(howToInstall);
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return remedies;
  process.stdout.write(`installing ${missing.join(', ')} (apt-get) …\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  const update = await runCommand('apt-get', [...lock, 'update'], { env });
  const install = await runCommand(
    'apt-get',
    [...lock, 'install', '-y', '--no-install-recommends', ...missing.map((n) => KNOWN[n].package)],
    { env },
  );
  if (install.code !== 0) process.stdout.write(`${update.output}\n${install.output}\n`);
  return names.filter((name) => findBrowser(name) === undefined).map(howToInstall);
}

function onPath(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
