/** Takes secrets out of what is stored or shown: those of the configuration, and what looks like one. */
import type { ConnectionConfig, RelayConfig } from '../config.ts';

export type Redact = (text: string) => string;

const HIDDEN = '***';
const SECRET_KEY = /secret|passw|pwd|token|(?<!public|public_|public-)key|credential|^pin$/i;
/** `token=…`, `"password": "…"`, `Authorization: Basic …` in forms, queries, JSON and headers. */
const NAMED =
  /((?:secret|passw(?:or)?d|pwd|api[_-]?key|token|authorization)(?:\]|%5D)?["']?[ \t]{0,5}[:=][ \t]{0,5}["']?(?:(?:basic|bearer|digest)[ \t]{1,5})?)([^\s"'&,;}]{2,})/gi;
/** `https://user:password@host` */
const IN_ADDRESS = /(\/\/[^\s/:@]{1,100}):[^\s/@]{1,200}@/g;
/** Shorter ones occur by chance inside of numbers and are hidden as whole words only. */
const LONG = 8;

export function createRedact(
  config: Pick<RelayConfig, 'connections'> & Partial<Pick<RelayConfig, 'zammad'>>,
): Redact {
  const { zammad } = config;
  const ctiToken = zammad?.forward?.url.split('/').at(-1);
  const secrets = [
    ...config.connections.flatMap(secretsOf),
    ...[zammad?.token, zammad?.rulesToken, ctiToken].filter((text) => text !== undefined),
  ].filter((text) => text.length >= 4);
  const spellings = [...new Set(secrets.flatMap((text) => [text, encodeURIComponent(text)]))];
  const known = spellings
    .toSorted((a, b) => b.length - a.length)
    .map((text) => (text.length >= LONG ? escape(text) : `(?<!\\w)${escape(text)}(?!\\w)`));
  const pattern = known.length > 0 ? new RegExp(known.join('|'), 'g') : undefined;
  return (text) => {
    const plain = pattern ? text.replace(pattern, HIDDEN) : text;
    return plain.replace(NAMED, `$1${HIDDEN}`).replace(IN_ADDRESS, `$1:${HIDDEN}@`);
  };
}

/** The connection's secret and every option whose key says that it is one. */
function secretsOf({ secret, options }: ConnectionConfig): string[] {
  return [secret, ...optionSecrets(options)];
}

function optionSecrets(value: unknown, secret = false): string[] {
  if (typeof value === 'string') return secret ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => optionSecrets(one, secret));
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    optionSecrets(inner, secret || SECRET_KEY.test(key)),
  );
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
