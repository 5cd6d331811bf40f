import { describe, expect, it } from 'vitest';
import { importLines, isTest } from './imports.ts';
import { codeFiles } from './source-files.ts';

const files = new Map(codeFiles().map((file) => [file.path, file]));

/** Everything that the states of the gallery are made of. */
function reached(from: string, seen = new Set<string>()): Set<string> {
  const file = files.get(from);
  if (!file || seen.has(from)) return seen;
  seen.add(from);
  for (const { target, typeOnly } of importLines(file))
    if (target && !typeOnly) reached(target, seen);
  return seen;
}

/** Frames of whole pages and of nothing; the first has no look of its own. */
const WITHOUT_LOOK = ['components/page/PageFrame.tsx', 'components/page/start-page.tsx'];

describe('the gallery', () => {
  it('shows every component', () => {
    const shown = reached('tests/gallery/gallery-parts.tsx');
    const components = [...files.keys()].filter(
      (path) =>
        /^components\/.*\.tsx$/.test(path) &&
        !isTest(path) &&
        !path.startsWith('components/testing/') &&
        path !== 'components/surroundings.tsx' &&
        !WITHOUT_LOOK.includes(path),
    );
    expect(components.length).toBeGreaterThan(50);
    expect(components.filter((path) => !shown.has(path))).toEqual([]);
  });
});
