/**
 * One frozen example of each version of each item, as a browser has it. Never edit one: a new
 * version gets a new file, and a migration that brings all the older ones up.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agentCallSchema } from '../protocol/agent-call-schema.ts';
import { settingsChangeSchema } from '../protocol/settings-schema.ts';
import { defineItems } from './items.ts';
import { decode, type Definition } from './stored.ts';

const folder = new URL('../../tests/fixtures/storage/', import.meta.url);
const items = Object.entries(
  defineItems({ call: agentCallSchema, settings: settingsChangeSchema }),
) as [string, Definition<unknown>][];
const versions = items.flatMap(([name, definition]) =>
  Array.from({ length: definition.version }, (_, at) => ({ name, definition, version: at + 1 })),
);

describe('frozen examples of what is stored', () => {
  it.each(versions)('$name version $version still opens', ({ name, definition, version }) => {
    const text = readFileSync(new URL(`${name}.v${version}.json`, folder), 'utf8');
    const raw = JSON.parse(text);
    expect(raw.v).toBe(version);
    const decoded = decode(definition, raw);
    expect(decoded).toMatchObject({ ok: true });
    if (version === definition.version) expect(decoded).toEqual({ ok: true, value: raw.value });
  });
  it('no example is left over', () => {
    const known = versions.map(({ name, version }) => `${name}.v${version}.json`);
    expect(readdirSync(folder).sort()).toEqual(known.sort());
  });
  it('every item has its own key, and the keys are not changed', () => {
    expect(Object.fromEntries(items.map(([name, { key }]) => [name, key]))).toEqual({
      connection: 'local:connection',
      createdToken: 'session:created-token',
      settings: 'local:settings',
      policy: 'local:policy',
      away: 'local:away',
      habits: 'local:habits',
      drafts: 'local:drafts',
      outbox: 'local:outbox',
      numberMemory: 'local:number-memory',
      live: 'session:live',
    });
  });
  it('every default fits its own schema', () => {
    for (const [, definition] of items) {
      const raw = { v: definition.version, value: definition.fallback() };
      expect(decode(definition, raw)).toMatchObject({ ok: true });
    }
  });
});
