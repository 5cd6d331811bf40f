import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeFiles, repositoryPaths, textFiles } from './source-files.ts';

const code = codeFiles();
const lines = (text: string) => text.split('\n').length - 1;

describe('files', () => {
  it('none is longer than 350 lines', () => {
    const long = code.filter((file) => lines(file.text) > 350).map((file) => file.path);
    expect(long).toEqual([]);
  });

  it('half of them have at most 80 lines', () => {
    const sizes = code.map((file) => lines(file.text)).toSorted((a, b) => a - b);
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
    process.stdout.write(
      `${sizes.length} files of code, median ${median} lines, longest ${sizes.at(-1)}\n`,
    );
    expect(median).toBeLessThanOrEqual(80);
  });

  it('say what they are in their names', () => {
    const vague = repositoryPaths().filter(
      (path) =>
        !path.startsWith('tests/fixtures/') &&
        /(^|\/)(utils?|helpers?|common|misc|shared|stuff)(\/|\.[a-z]+$)/i.test(path),
    );
    expect(vague).toEqual([]);
  });

  it('are kebab-case, React components PascalCase', () => {
    const odd = code
      .map((file) => file.path)
      .filter((path) => {
        // `call-machine.properties.test.ts`: every part between the dots is a name.
        const parts = basename(path).split('.').slice(0, -1);
        const component = path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(parts[0] ?? '');
        return !parts.every((part) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)) && !component;
      });
    expect(odd).toEqual([]);
  });

  it('re-export nothing wholesale', () => {
    const barrels = code.filter((file) => /^export \*/m.test(file.text)).map((file) => file.path);
    expect(barrels).toEqual([]);
  });
});

describe('what is left in the text', () => {
  const all = textFiles().filter((file) => file.path !== 'tests/repository/files.test.ts');
  const found = (pattern: RegExp, files = all) =>
    files.flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
        ),
    );

  it('no path of a machine', () => {
    const own = all.filter((file) => file.path !== 'package-lock.json');
    expect(
      found(/(^|[^a-z0-9.~])\/(work|farm|tmp|home\/[a-z]+|Users\/[A-Za-z]+)\/[a-z.]|\/root\//, own),
    ).toEqual([]);
  });

  it('no address of a package registry or mirror', () => {
    expect(
      found(/"resolved": "https?:|registry\.npmjs|npm\.pkg\.github|\/artifactory\/|\/verdaccio/),
    ).toEqual([]);
  });

  it('every TODO has a date', () => {
    expect(found(/\bTODO\b(?! \[\d{4}-\d{2}\])/)).toEqual([]);
    expect(found(/\b(FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  it('no check is switched off without a reason', () => {
    // One line of one rule may be, with the reason behind two dashes.
    const off =
      /@ts-ignore|@ts-nocheck|(eslint|oxlint)-disable(?!-next-line \S+ -- \S)|\b(it|test|describe)\.(only|todo|fixme)\b/;
    expect(found(off)).toEqual([]);
  });
});
