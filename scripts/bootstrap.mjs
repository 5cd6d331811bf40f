/**
 * First thing every npm script runs: plain JavaScript for any Node from 20 on, no packages needed.
 * Installs the packages when they are missing or older than the lock file, then runs the real
 * script (TypeScript) on the Node 24 that came with them.
 *
 *   node scripts/bootstrap.mjs <script.ts> [arguments…]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundledNode = join(root, 'node_modules/.bin/node');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** npm writes what it installed to its own lock file last, so a broken-off install counts as none. */
function installed() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (!wanted)
    fail(
      'package-lock.json is missing or damaged: get it back with `git checkout package-lock.json`',
    );
  if (!present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      present[path]?.version === entry.version ||
      // Packages for other systems, and what only they need.
      (present[path] === undefined && (entry.optional === true || entry.devOptional === true)),
  );
}

function install() {
  process.stdout.write('installing packages (npm ci) …\n');
  const startedAt = Date.now();
  const result = spawnSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (result.error)
    fail(`npm could not be started (${result.error.message}): install npm 10 or newer`);
  if (result.status !== 0) {
    fail(`${result.stdout}\nnpm ci failed: see above; with a network connection, run it again`);
  }
  process.stdout.write(`packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
}

function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function chooseNode() {
  if (existsSync(bundledNode)) {
    const answer = spawnSync(bundledNode, ['--version'], { encoding: 'utf8' });
    if (answer.status === 0 && runsTypeScript(answer.stdout.trim())) return bundledNode;
  }
  if (runsTypeScript(process.version)) return process.execPath;
  return fail(
    `Node ${process.version} is too old here, and the Node 24 that the packages bring runs on Linux x64 only.\n` +
      'Install Node 22.18 or newer (24 is what we test with), then run this again.',
  );
}

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node ${process.version} is too old: install Node 20 or newer`);
const [script, ...rest] = process.argv.slice(2);
if (!script) fail('usage: node scripts/bootstrap.mjs <script.ts> [arguments…]');

if (!installed()) {
  install();
  if (!installed())
    fail('the packages do not match package-lock.json: remove node_modules and run this again');
}

const node = chooseNode();
const child = spawn(node, [join(root, script), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  },
});
// The child ends what it started, then we follow. Ctrl-C in a terminal reaches it twice, which it expects.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`${script} could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
