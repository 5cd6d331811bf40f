/** `npm run package`: what the stores and a server get, in `dist/packages`, each opened once to see that it is whole. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './setup/command.ts';
import { buildRelay } from './setup/relay-build.ts';
import { ROOT } from './setup/root.ts';
import { openZip } from './setup/zip-file.ts';

const target = join(ROOT, 'dist/packages');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

async function extensionZips(): Promise<string[]> {
  for (const browser of ['chrome', 'firefox']) {
    const { code, output } = await runCommand('wxt', ['zip', '-b', browser, '--mv3'], {
      env: { CI: 'true' },
      timeoutMs: 180_000,
    });
    if (code !== 0) throw new Error(`the ${browser} zip failed:\n${output}`);
  }
  return readdirSync(join(ROOT, '.output')).filter(
    (name) => name.endsWith('.zip') && name.includes(`-${version}-`),
  );
}

function check(name: string): string {
  const zip = openZip(join(target, name));
  if (name.includes('sources')) {
    JSON.parse(zip.text('package.json'));
    if (!zip.names.includes('wxt.config.ts')) throw new Error(`${name} lacks wxt.config.ts`);
  } else {
    const manifest = JSON.parse(zip.text('manifest.json')) as { version: string };
    if (manifest.version !== version) throw new Error(`${name} says version ${manifest.version}`);
  }
  return `${zip.names.length} files`;
}

async function relayTarball(): Promise<string> {
  await buildRelay();
  const name = `offhook-relay-${version}.tgz`;
  execFileSync('tar', ['-C', join(ROOT, 'dist'), '-czf', join(target, name), 'relay']);
  const listing = execFileSync('tar', ['-tzf', join(target, name)], { encoding: 'utf8' });
  for (const file of ['relay/offhook.mjs', 'relay/main.mjs', 'relay/package.json']) {
    if (!listing.split('\n').includes(file)) throw new Error(`${name} lacks ${file}`);
  }
  return name;
}

function say(name: string, note: string): void {
  const kilobytes = Math.round(statSync(join(target, name)).size / 1024);
  process.stdout.write(`dist/packages/${name}  ${kilobytes} kB  ${note}\n`);
}

try {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const zips = await extensionZips();
  if (zips.length < 3) throw new Error(`three zips were expected, there are: ${zips.join(', ')}`);
  for (const name of zips) {
    copyFileSync(join(ROOT, '.output', name), join(target, name));
    say(name, check(name));
  }
  say(await relayTarball(), 'relay');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
