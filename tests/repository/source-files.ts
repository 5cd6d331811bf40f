/** What the repository tests read: the tracked (and not yet tracked, but not ignored) files. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface SourceFile {
  path: string;
  text: string;
}

/** Paths relative to the root, with forward slashes, of files that exist. */
export function repositoryPaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** TypeScript and JavaScript that we wrote. */
export function codeFiles(): SourceFile[] {
  return repositoryPaths()
    .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !path.startsWith('tests/fixtures/'))
    .map((path) => ({ path, text: read(path) }));
}

/** Everything that is text. */
export function textFiles(): SourceFile[] {
  return repositoryPaths()
    .filter((path) => !/\.(png|ico|jpg|gif|woff2?|gz|zip|webp|wav|mp3|ogg)$/.test(path))
    .map((path) => ({ path, text: read(path) }));
}
