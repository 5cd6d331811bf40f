import { matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import { importLines } from './imports.ts';
import { codeFiles } from './source-files.ts';

const STYLES = 'entrypoints/zammad.content/styles.ts';

/** Every file that the card's scripts lead to. */
function reached(files: ReadonlyMap<string, ReturnType<typeof codeFiles>[number]>): Set<string> {
  const found = new Set<string>();
  const next = [...files.keys()].filter((path) => path.startsWith('entrypoints/zammad.content/'));
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const file = files.get(path);
    for (const { target, typeOnly } of file ? importLines(file) : []) {
      if (target !== undefined && !typeOnly) next.push(target);
    }
  }
  return found;
}

it('the styles of all that the card shows reach its shadow root', () => {
  const files = new Map(codeFiles().map((file) => [file.path, file]));
  const globs = [...files.get(STYLES)!.text.matchAll(/'\.\.\/\.\.\/(components\/[^']+)'/g)].map(
    ([, glob]) => glob!,
  );
  const sheets = [...reached(files)].filter((path) => path.endsWith('.module.css'));
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.filter((path) => !globs.some((glob) => matchesGlob(path, glob)))).toEqual([]);
});
