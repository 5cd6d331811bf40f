/** Reads and checks a JSON request body. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { ApiError } from './errors.ts';

const MAX_BODY = 16 * 1024;

/**
 * @param max bytes of the body at most
 * @throws ApiError 400, 413; messages name fields, never their values
 */
export async function readBody<S extends v.GenericSchema>(
  c: Context,
  schema: S,
  max = MAX_BODY,
): Promise<v.InferOutput<S>> {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > max) throw new ApiError(413, 'request/large', 'The request is too large.');
  const text = await c.req.text();
  if (text.length > max) throw new ApiError(413, 'request/large', 'The request is too large.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'request/invalid', 'The body must be JSON.');
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const fields = [...new Set(result.issues.map((issue) => v.getDotPath(issue) ?? 'body'))];
  throw new ApiError(400, 'request/invalid', `Missing or wrong: ${fields.join(', ')}.`);
}
