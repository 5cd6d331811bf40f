/** The examples of docs/managed-storage.md and the schema that Chrome is given, held against what we read. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../lib/core/settings.ts';
import { readPolicy, SETTING_KEYS } from '../../lib/protocol/settings-schema.ts';
import { readManaged } from './managed-policy.ts';

const root = new URL('../../', import.meta.url);
const docs = readFileSync(new URL('docs/managed-storage.md', root), 'utf8');
const config = readFileSync(new URL('wxt.config.ts', root), 'utf8');
const schema = JSON.parse(
  readFileSync(new URL('public/managed-schema.json', root), 'utf8'),
) as Schema;

interface Schema {
  type: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  title?: string;
  description?: string;
}

/** The fenced blocks of one language, in order. */
const blocks = (language: string) =>
  [...docs.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );
const [linux, firefox, native] = blocks('json').map((text) => JSON.parse(text)) as [
  { '3rdparty': { extensions: Record<string, unknown> } },
  { policies: { '3rdparty': { Extensions: Record<string, unknown> } } },
  { name: string; type: string; data: unknown },
];
const [CHROME_ID = ''] = Object.keys(linux['3rdparty'].extensions);
const [GECKO_ID = ''] = Object.keys(firefox.policies['3rdparty'].Extensions);

/** A `.reg` file as Chrome reads it: by the type that the schema wants; texts of JSON for the rest. */
function registry(text: string): unknown {
  const values = [...text.matchAll(/^"(\w+)"=(?:dword:([0-9a-f]{8})|"(.*)")$/gm)];
  return Object.fromEntries(
    values.map(([, key = '', number, string = '']) => {
      if (number !== undefined) return [key, Number.parseInt(number, 16) !== 0];
      const plain = string.replace(/\\(["\\])/g, '$1');
      return [key, schema.properties?.[key]?.type === 'string' ? plain : JSON.parse(plain)];
    }),
  );
}

/** The elements of a property list that the example uses. */
function plist(text: string): unknown {
  const parts = text.match(/<\/?(?:dict|array)>|<true\/>|<(key|string|integer)>[^<]*<\/\1>/g) ?? [];
  let at = 0;
  function value(): unknown {
    const part = parts[at++] ?? '';
    if (part === '<true/>') return true;
    const content = part.replace(/<[^>]*>/g, '');
    if (part.startsWith('<integer>')) return Number(content);
    if (part === '<array>') {
      const list: unknown[] = [];
      while (parts[at] !== '</array>') list.push(value());
      at++;
      return list;
    }
    if (part !== '<dict>') return content;
    const entries: [string, unknown][] = [];
    while (parts[at] !== '</dict>') entries.push([String(value()), value()]);
    at++;
    return Object.fromEntries(entries);
  }
  return value();
}

/** Where a value does not have the type of the schema, or the schema has no name for it. */
function misfits(value: unknown, by: Schema | undefined, path = ''): string[] {
  if (!by) return [`${path}: unknown`];
  const type = Array.isArray(value)
    ? 'array'
    : typeof value === 'number' && Number.isInteger(value)
      ? 'integer'
      : typeof value;
  if (type !== by.type) return [`${path}: ${type} for ${by.type}`];
  if (Array.isArray(value))
    return value.flatMap((each, n) => misfits(each, by.items, `${path}.${n}`));
  if (type !== 'object') return [];
  return Object.entries(value as object).flatMap(([key, each]) =>
    misfits(each, by.properties?.[key], `${path}.${key}`),
  );
}

const examples: [string, unknown][] = [
  ['Windows registry', registry(blocks('reg')[0] ?? '')],
  ['Linux', linux['3rdparty'].extensions[CHROME_ID]],
  ['macOS', plist(blocks('xml')[0] ?? '')],
  ['Firefox policies.json', firefox.policies['3rdparty'].Extensions[GECKO_ID]],
  ['Firefox native manifest', native.data],
];

describe('the examples', () => {
  it.each(examples)('%s: fits the schema, and every word of it counts', (_name, example) => {
    expect(misfits(example, schema)).toEqual([]);
    const { settings, locked, ...connection } = example as Record<string, unknown>;
    expect(readManaged(example, readPolicy)).toEqual({
      ...connection,
      settings: {
        values: settings,
        locked: SETTING_KEYS.filter((key) => (locked as string[]).includes(key)),
      },
    });
  });
  it('all say the same', () => {
    for (const [, example] of examples) expect(example).toEqual(examples[0]?.[1]);
  });
  it('name the ids of our builds', () => {
    expect(config).toContain(CHROME_ID);
    expect(config).toContain(`GECKO_ID = '${GECKO_ID}'`);
    expect(blocks('reg')[0]).toContain(CHROME_ID);
    expect(native).toMatchObject({ name: GECKO_ID, type: 'storage' });
  });
});

describe('the schema for Chrome', () => {
  it('knows every setting by its type', () => {
    expect(Object.keys(schema.properties?.['settings']?.properties ?? {}).toSorted()).toEqual(
      [...SETTING_KEYS].toSorted(),
    );
    const filled = {
      ...DEFAULT_SETTINGS,
      outcomes: ['x'],
      templates: [{ name: 'x', line: 'x', text: 'x' }],
      links: [{ name: 'x', url: 'https://x.example/' }],
    };
    expect(misfits({ settings: filled, locked: SETTING_KEYS }, schema)).toEqual([]);
  });
  it('judges types only: Chrome drops a whole group for one value that it does not know', () => {
    const words = new Set<string>();
    const walk = ({ properties = {}, items, ...rest }: Schema) => {
      for (const word of Object.keys(rest)) words.add(word);
      for (const each of Object.values(properties)) walk(each);
      if (items) walk(items);
    };
    walk(schema);
    expect([...words].toSorted()).toEqual(['description', 'title', 'type']);
  });
  it('every setting is explained in the document', () => {
    for (const key of SETTING_KEYS) expect(docs).toContain(`\`${key}\``);
  });
});
