/** Builds the extension, and knows when that can be left out. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand } from './command.ts';
import { ROOT } from './root.ts';

export type Target = 'chrome' | 'firefox';

const SOURCES = [
  'components',
  'entrypoints',
  'lib',
  'public',
  'wxt.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Folder of the unpacked build, relative to the clone. */
export function outputOf(target: Target): string {
  return `.output/${target}-mv3`;
}

/** Builds one browser's extension unless the last build was of the same sources. Throws with the build's output. */
export async function buildIfStale(target: Target): Promise<'built' | 'fresh'> {
  const wanted = sourcesHash();
  const mark = join(ROOT, '.output', `${target}.sources`);
  const manifest = join(ROOT, outputOf(target), 'manifest.json');
  if (existsSync(manifest) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) {
    return 'fresh';
  }
  await build(target);
  writeFileSync(mark, wanted);
  return 'built';
}

async function build(target: Target): Promise<void> {
  const result = await runCommand('wxt', ['build', '-b', target, '--mv3'], {
    env: { CI: 'true' },
    timeoutMs: 180_000,
  });
  if (result.code !== 0) throw new Error(`the ${target} build failed:\n${result.output}`);
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesIn).toSorted()) {
    hash.update(`${relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
