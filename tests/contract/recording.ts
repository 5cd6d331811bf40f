import { readFileSync } from 'node:fs';

/** One exchange recorded from a running Zammad (tests/fixtures/zammad/README.md). */
export interface Exchange {
  n: number;
  name: string;
  request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    json?: unknown;
    form?: string;
    body?: unknown;
  };
  response: {
    status: number;
    headers: Record<string, string>;
    json?: unknown;
    body?: string;
  };
  /** The caller-log row afterwards (CTI endpoints only). */
  log_row?: Record<string, unknown> | null;
}

export const VERSIONS = ['5.5', '6.5'] as const;
export type Version = (typeof VERSIONS)[number];

const FIXTURES = new URL('../fixtures/zammad/', import.meta.url);

export function recording(version: Version, file: string): Exchange[] {
  return readFileSync(new URL(`${version}/${file}.jsonl`, FIXTURES), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Exchange);
}

export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8')) as T;
}
