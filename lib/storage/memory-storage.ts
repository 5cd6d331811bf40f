import type { KeyValue } from './stored.ts';

/**
 * Storage in memory, for tests: values are copied in and out as the browser does, so two readers
 * never share an object, and what cannot be stored is not stored.
 */
export function createMemoryStorage(): KeyValue & { raw: Map<string, unknown> } {
  const raw = new Map<string, unknown>();
  const copy = (value: unknown) => structuredClone(JSON.parse(JSON.stringify(value)));
  return {
    raw,
    getItem: async (key) => (raw.has(key) ? copy(raw.get(key)) : null),
    setItem: async (key, value) => void raw.set(key, copy(value)),
    removeItem: async (key) => void raw.delete(key),
  };
}
