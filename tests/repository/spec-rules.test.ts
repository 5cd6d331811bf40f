import { describe, expect, it } from 'vitest';
import { codeFiles, read, repositoryPaths } from './source-files.ts';

/** A rule is a paragraph, list entry or table row that starts with its bold id: `**CM3** …`. */
function rulesOf(path: string): string[] {
  return [...read(path).matchAll(/^(?:[-*|]\s*|#+\s*)?\*{0,2}([A-Z]{2}\d+[a-z]?)\*{0,2}\b/gm)].map(
    (match) => match[1]!,
  );
}

const specs = repositoryPaths().filter((path) => /(^|\/)SPEC[^/]*\.md$/.test(path));
const written = new Map(
  specs.flatMap((path) => rulesOf(path).map((rule) => [rule, path] as const)),
);
const tested = new Map(
  codeFiles()
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file.path))
    .filter((file) => !file.path.startsWith('tests/repository/'))
    .flatMap((file) =>
      [...file.text.matchAll(/['"`]((?:[A-Z]{2}\d+[a-z]?(?:, | and |\/)?)+): /g)].flatMap((match) =>
        match[1]!.split(/, | and |\//).map((rule) => [rule, file.path] as const),
      ),
    ),
);

describe('numbered rules', () => {
  it('each rule of a SPEC has a test with its number', () => {
    expect(
      [...written].filter(([rule]) => !tested.has(rule)).map((row) => row.join(' in ')),
    ).toEqual([]);
  });
  it('each numbered test has its rule in a SPEC', () => {
    expect(
      [...tested].filter(([rule]) => !written.has(rule)).map((row) => row.join(' in ')),
    ).toEqual([]);
  });
  it('no number is given twice', () => {
    const all = specs.flatMap(rulesOf);
    expect(all.filter((rule, index) => all.indexOf(rule) !== index)).toEqual([]);
  });
});
