/** Holds the built extension against `tests/budget/budget.json` (gzipped bytes; `*` is everything together). */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { outputOf } from '../setup/extension-build.ts';
import { ROOT } from '../setup/root.ts';

/** One sentence for each file that is too large or missing; a table of sizes goes to stdout. */
export function budgetProblems(): string[] {
  const budget = JSON.parse(readFileSync(join(ROOT, 'tests/budget/budget.json'), 'utf8')) as Record<
    string,
    number
  >;
  const folder = join(ROOT, outputOf('chrome'));
  const size = (path: string) => gzipSync(readFileSync(join(folder, path))).length;
  return Object.entries(budget).flatMap(([name, limit]) => {
    if (name !== '*' && !existsSync(join(folder, name))) return [`${name} was not built`];
    const bytes =
      name === '*' ? filesIn(folder).reduce((sum, path) => sum + size(path), 0) : size(name);
    process.stdout.write(
      `${name.padEnd(34)} ${String(bytes).padStart(8)} of ${limit} bytes gzipped\n`,
    );
    return bytes > limit ? [`${name}: ${bytes} bytes gzipped, allowed are ${limit}`] : [];
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
