import { describe, expect, it } from 'vitest';
import { brokenRows, cycles, importLines, isTest } from './imports.ts';
import { codeFiles } from './source-files.ts';

const files = codeFiles();

describe('import lines', () => {
  it('keep to the rooms', () => {
    expect(brokenRows(files)).toEqual([]);
  });
  it('make no circle', () => {
    expect(cycles(files)).toEqual([]);
  });
  it('say the whole name of the file', () => {
    const vague = files
      .filter((file) => /\.tsx?$/.test(file.path))
      .flatMap(importLines)
      .filter((line) => line.target !== undefined && !/\.[a-z]+$/.test(line.target))
      .map((line) => `${line.from}: ${line.specifier}`);
    expect(vague).toEqual([]);
  });
});

describe('the reader of import lines', () => {
  const read = (path: string, text: string) => brokenRows([{ path, text }]);
  it.each([
    [
      'lib/core/a.ts',
      "import { x } from '../zammad/zammad.ts';",
      'lib/core may import only itself',
    ],
    ['lib/core/a.ts', "import fs from 'node:fs';", 'libphonenumber-js/core'],
    ['lib/zammad/a.ts', "import { x } from '../storage/items.ts';", 'of ours'],
    ['components/a/A.tsx', "import { rpc } from '../../lib/rpc/client.ts';", 'of ours'],
    ['relay/a.ts', "import { b } from '../lib/rpc/client.ts';", 'of ours'],
    ['relay/a.ts', "import { browser } from 'wxt/browser';", 'runs on a server'],
    ['sandbox/a.ts', "import { c } from '../lib/zammad/zammad.ts';", 'of ours'],
    ['entrypoints/popup/a.ts', "import { c } from '../options/b.ts';", 'another entrypoint'],
    ['lib/rpc/a.ts', "const a = await import('../storage/items.ts');", 'of ours'],
    ['lib/core/a.ts', "import {\n  a,\n  b,\n} from 'valibot';", 'from outside'],
    ['lib/core/a.ts', "export { a } from '../rpc/contract.ts';", 'of ours'],
  ])('refuses in %s: %s', (path, text, words) => {
    expect(read(path, text)).toEqual([expect.stringContaining(words)]);
  });
  it.each([
    ['lib/core/a.ts', "import { x } from './b.ts';\nimport { y } from 'libphonenumber-js/core';"],
    ['lib/core/a.test.ts', "import { x } from 'vitest';"],
    ['relay/a.ts', "import { x } from '../lib/zammad/zammad.ts';"],
    [
      'entrypoints/popup/a.ts',
      "import { c } from './b.ts';\nimport d from '../../lib/rpc/client.ts';",
    ],
  ])('lets pass in %s: %s', (path, text) => {
    expect(read(path, text)).toEqual([]);
  });
  it('finds circles', () => {
    expect(
      cycles([
        { path: 'lib/core/a.ts', text: "import { b } from './b.ts';" },
        { path: 'lib/core/b.ts', text: "import { a } from './a.ts';" },
      ]),
    ).toEqual(['lib/core/a.ts → lib/core/b.ts → lib/core/a.ts']);
  });
  it('knows tests', () => {
    expect(isTest('lib/core/call.test.ts')).toBe(true);
    expect(isTest('lib/core/call.ts')).toBe(false);
  });
});
