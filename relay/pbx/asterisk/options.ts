/** What an admin writes for an Asterisk. */
import * as v from 'valibot';

const OPTIONS = 'host, port, user, password, tls, trunks, extensions, trunkContexts';

const text = (message: string) => v.pipe(v.string(message), v.trim(), v.minLength(1, message));

const tls = v.strictObject(
  {
    /** PEM file of the authority that signed Asterisk's certificate, if it is none of the public ones. */
    caFile: v.optional(text('must be the path of a PEM file')),
    /** Name in Asterisk's certificate, when it is not the host. */
    servername: v.optional(text('must be the name in the certificate of Asterisk')),
    acceptAnyCertificate: v.optional(
      v.boolean(
        'must be true (the certificate is not checked: anybody in between can listen) or false',
      ),
      false,
    ),
  },
  (issue) =>
    `"${String(issue.received)}" is not known; known are caFile, servername, acceptAnyCertificate`,
);

export const options = v.pipe(
  v.strictObject(
    {
      host: v.pipe(
        v.string('write the name or address of the Asterisk server'),
        v.trim(),
        v.regex(
          /^[\w.:-]{1,255}$/,
          'write the name or address of the Asterisk server, like 127.0.0.1',
        ),
      ),
      /** Default 5038, with TLS 5039. */
      port: v.optional(
        v.pipe(
          v.number('must be a port number'),
          v.integer('must be a port number'),
          v.minValue(1, 'must be a port number'),
          v.maxValue(65_535, 'must be a port number'),
        ),
      ),
      user: text('write the section name of manager.conf that the relay logs in as, like relay'),
      password: text('write the `secret` of that section of manager.conf'),
      tls: v.optional(v.union([v.boolean(), tls], 'must be true, false or {"caFile": …}'), false),
      trunks: v.optional(
        v.pipe(
          v.array(
            v.pipe(
              v.string(),
              v.trim(),
              v.regex(
                /^[A-Za-z0-9]+\/.*$/,
                'must be the beginning of a channel name, like PJSIP/provider',
              ),
            ),
            'must be a list of beginnings of channel names, like ["PJSIP/provider"]',
          ),
          v.minLength(1, 'must name at least one trunk, like PJSIP/provider; or leave it out'),
        ),
      ),
      extensions: v.optional(
        v.pipe(
          v.string('must be a pattern, like ^\\d{3}$'),
          v.check(isPattern, 'must be a regular expression, like ^\\d{3}$'),
        ),
      ),
      trunkContexts: v.optional(
        v.array(
          text('must be the beginning of a context'),
          'must be a list of contexts, like ["from-trunk"]',
        ),
      ),
    },
    (issue) =>
      issue.expected === 'never'
        ? `is not known; known are ${OPTIONS}`
        : 'is missing; it must be written',
  ),
  v.transform(({ tls: secure, port, ...rest }) => ({
    ...rest,
    port: port ?? (secure ? 5039 : 5038),
    /** Undefined: without TLS. */
    tls: secure === true ? { acceptAnyCertificate: false } : secure || undefined,
  })),
);

export type AsteriskOptions = v.InferOutput<typeof options>;

const SHORTHAND =
  'write asterisk:USER:SECRET@HOST:PORT, where USER is a section of manager.conf, like asterisk:relay:SECRET@127.0.0.1:5038; port 5039 means TLS';

/** Reads `user:secret@host:5038`. The secret may hold `:` and `@`. */
export function readShorthand(written: string): { options: AsteriskOptions } | string {
  const found = /^([^:]+):(.+)@(\[[0-9a-fA-F:]+\]|[^@:]+)(?::(\d{1,5}))?$/s.exec(written.trim());
  const [, user, password, host, port] = found ?? [];
  if (user === undefined || password === undefined || host === undefined) return SHORTHAND;
  const number = port === undefined ? 5038 : Number(port);
  const input = {
    host: host.replace(/^\[|\]$/g, ''),
    port: number,
    user,
    password,
    ...(number === 5039 && { tls: true }),
  };
  const result = v.safeParse(options, input);
  return result.success ? { options: result.output } : SHORTHAND;
}

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}
