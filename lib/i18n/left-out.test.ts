import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { LEFT_OUT } from './left-out.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Everything that can get into the script, by its imports. */
function sourcesOf(start: string, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen;
  seen.add(start);
  const text = readFileSync(start, 'utf8');
  for (const [, path] of text.matchAll(/from '(\.[^']+\.tsx?)'/g))
    if (!/\/i18n\//.test(path!)) sourcesOf(join(start, '..', path!), seen);
  return seen;
}
const camel = (area: string) => area.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

test.each(Object.entries(LEFT_OUT))('%s says nothing of what is left out of it', (name, areas) => {
  const folder = join(ROOT, 'entrypoints', `${name}.content`);
  const files = readdirSync(folder).filter((file) => /^index\.tsx?$/.test(file));
  const sources = new Set<string>();
  for (const file of files) sourcesOf(join(folder, file), sources);
  expect(sources.size).toBeGreaterThan(3);
  const uses = [...sources].flatMap((file) =>
    areas
      .filter((area) => new RegExp(`\\btexts\\.${camel(area)}\\b`).test(readFileSync(file, 'utf8')))
      .map((area) => `${file}: ${area}`),
  );
  expect(uses).toEqual([]);
  // A renamed area would be in the script again, unseen.
  expect(areas.filter((area) => !(camel(area) in en))).toEqual([]);
});
