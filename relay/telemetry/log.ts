/** Logs as JSON lines. They hold ids, counts and reasons; never names, numbers or secrets. */
import pino from 'pino';

export type Log = pino.Logger;

/** Keys whose values are taken out wherever somebody logs them by mistake. */
const SECRET_KEYS = [
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  'from',
  'to',
  'number',
  'raw',
  'body',
  'url',
];

/** @param destination where lines go; standard error by default, so that standard output stays readable */
export function createLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ dest: 2, sync: false }),
): Log {
  return pino(
    {
      level,
      base: undefined,
      redact: {
        paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[redacted]',
      },
      serializers: { err: plainError },
    },
    destination,
  );
}

/** An error without what libraries hang on it (requests, URLs, SQL parameters). */
function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message: error.message.replace(/https?:\/\/\S+/g, '[url]'),
    ...(code !== undefined && { code }),
    stack: error.stack?.replace(/https?:\/\/\S+/g, '[url]'),
  };
}
