/**
 * Files with what a telephone system sent: a request as JSON (`{"request": {…}}`, or a list of them),
 * one such object per line, lines of `offhook events --json`, or a bare body.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { CommandError } from './problems.ts';

export interface RecordedRequest {
  method: 'GET' | 'POST';
  rest: string;
  query: string;
  contentType: string | undefined;
  headers: Record<string, string>;
  body: string;
  /** Pause before it, when the recording tells. */
  afterMs?: number | undefined;
}

/** Larger ones are no recording of a few calls. */
const MAX_BYTES = 20_000_000;

const texts = v.record(v.string(), v.string());
const requestSchema = v.object({
  method: v.optional(v.picklist(['GET', 'POST']), 'POST'),
  rest: v.optional(v.string(), ''),
  query: v.optional(v.union([v.string(), texts]), ''),
  contentType: v.optional(v.nullable(v.string())),
  headers: v.optional(texts, {}),
  body: v.optional(v.union([v.string(), v.record(v.string(), v.unknown())]), ''),
});
const entrySchema = v.union([
  v.object({
    request: requestSchema,
    at: v.optional(v.number()),
    afterMs: v.optional(v.number()),
  }),
  // A line of `offhook events --json`.
  v.object({ type: v.literal('event'), at: v.number(), raw: v.string() }),
]);
type RecordedEntry = v.InferOutput<typeof entrySchema>;

/** @throws CommandError when there is no such file, or it is no text */
export function readRecordingFile(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new CommandError(`The file ${path} cannot be read${code}.`);
  }
  if (bytes.length > MAX_BYTES) throw new CommandError(`The file ${path} is over 20 MB.`);
  if (bytes.length === 0) throw new CommandError(`The file ${path} is empty.`);
  return bytes.toString('utf8');
}

/** @returns undefined when it holds no request as JSON: it is a bare body, or a stream */
export function readRequests(text: string): RecordedRequest[] | undefined {
  const found = readEntries(text);
  if (!found || found.length === 0) return undefined;
  let before: number | undefined;
  return found.map((entry) => {
    const at = entry.at;
    const gap = at === undefined || before === undefined ? undefined : Math.max(0, at - before);
    before = at ?? before;
    if (!('request' in entry)) return { ...fromRaw(entry.raw), afterMs: gap };
    const { request } = entry;
    return {
      method: request.method,
      rest: request.rest,
      query: typeof request.query === 'string' ? request.query : form(request.query),
      contentType: request.contentType ?? undefined,
      headers: request.headers,
      body: typeof request.body === 'string' ? request.body : JSON.stringify(request.body),
      afterMs: entry.afterMs ?? gap,
    };
  });
}

/** The whole text as the body of one request. */
export function bareRequest(text: string): RecordedRequest {
  return fromRaw(text);
}

function readEntries(text: string): RecordedEntry[] | undefined {
  const whole = readJson(text);
  if (whole !== undefined) return check(Array.isArray(whole) ? whole : [whole]);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map(readJson);
  return values.includes(undefined) ? undefined : check(values);
}

/** All of them or none: half a recording would be explained wrongly. Refusals and forwards are left out. */
function check(values: unknown[]): RecordedEntry[] | undefined {
  const events = values.filter((value) => !isOther(value));
  const checked = events.map((value) => v.safeParse(entrySchema, value));
  return checked.every((one) => one.success) ? checked.map((one) => one.output) : undefined;
}

function isOther(value: unknown): boolean {
  if (!value || typeof value !== 'object' || !('type' in value)) return false;
  return value.type === 'refused' || value.type === 'zammad';
}

/** As the journal keeps it: the query in a line of its own, then the body. */
function fromRaw(raw: string): RecordedRequest {
  const query = /^\?(\S+)(?:\n|$)/.exec(raw);
  const body = query ? raw.slice(query[0].length) : raw;
  return {
    method: query && body === '' ? 'GET' : 'POST',
    rest: '',
    query: query?.[1] ?? '',
    contentType: undefined,
    headers: {},
    body,
  };
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value ?? undefined;
  } catch {
    return undefined;
  }
}

function form(query: Record<string, string>): string {
  return new URLSearchParams(query).toString();
}
