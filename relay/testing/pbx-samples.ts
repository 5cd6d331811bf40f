/** The samples in `tests/fixtures/pbx/<dialect>`: requests of push dialects, recorded streams of others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PbxEvent } from '../../lib/core/call.ts';

const FOLDER = fileURLToPath(new URL('../../tests/fixtures/pbx/', import.meta.url));

export interface PushSample {
  file: string;
  about: string;
  source: string;
  request: {
    method?: 'GET' | 'POST';
    rest?: string;
    query?: string;
    contentType?: string;
    headers?: Record<string, string>;
    body?: string;
  };
  events: Partial<PbxEvent>[];
}

/** Ids of the dialects that have a folder. */
export function sampleFolders(): string[] {
  return existsSync(FOLDER) ? readdirSync(FOLDER).toSorted() : [];
}

/** Options to read a dialect's samples with; `{}` when it has none. */
export function sampleOptions(dialect: string): Record<string, unknown> {
  const path = `${FOLDER}${dialect}/options.json`;
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)
    : {};
}

export function pushSamples(dialect: string): PushSample[] {
  return filesOf(dialect, '.json')
    .filter((file) => file !== 'options.json')
    .map((file) => ({ ...(JSON.parse(readText(dialect, file)) as PushSample), file }))
    .filter(({ request }) => request !== undefined);
}

/** Recorded streams as text, by file name. */
export function recordings(dialect: string): { file: string; text: string }[] {
  return ['.jsonl', '.txt'].flatMap((ending) =>
    filesOf(dialect, ending).map((file) => ({ file, text: readText(dialect, file) })),
  );
}

function filesOf(dialect: string, ending: string): string[] {
  const folder = `${FOLDER}${dialect}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .toSorted();
}

function readText(dialect: string, file: string): string {
  return readFileSync(`${FOLDER}${dialect}/${file}`, 'utf8');
}
