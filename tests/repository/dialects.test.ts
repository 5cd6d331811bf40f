import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../relay/pbx/registry.ts';
import { importLines, isTest } from './imports.ts';
import { codeFiles, repositoryPaths } from './source-files.ts';

const files = codeFiles().filter(({ path }) => path.endsWith('.ts'));
const REGISTRY = 'relay/pbx/registry.ts';

/** The file that defines a dialect. */
function homeOf(id: string): string | undefined {
  const definition = new RegExp(`defineDialect(?:<\\w+>)?\\(\\{\\s*id: '${id}'`);
  return files.find(({ path, text }) => path.startsWith('relay/pbx/') && definition.test(text))
    ?.path;
}

/** Files that know the dialect by name, apart from tests and other dialects that build on it. */
function importersOf(home: string): string[] {
  return files
    .filter(({ path }) => !isTest(path) && !path.includes('/testing/'))
    .flatMap(importLines)
    .filter(({ target }) => target === home)
    .map(({ from }) => from);
}

describe('a dialect is one file or folder, one folder of samples, one page and one line', () => {
  it.each(DIALECTS.map(({ id }) => id))('%s', (id) => {
    const home = homeOf(id);
    expect(home).toMatch(/^relay\/pbx\/.+\.ts$/);
    const outside = importersOf(home!).filter((from) => !from.startsWith('relay/pbx/'));
    expect(outside).toEqual([]);
    expect(importersOf(home!)).toContain(REGISTRY);
    const paths = repositoryPaths();
    expect(paths).toContain(`docs/telephony/${id}.md`);
    expect(paths.some((path) => path.startsWith(`tests/fixtures/pbx/${id}/`))).toBe(true);
  });
});
