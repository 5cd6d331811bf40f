/**
 * Addresses with placeholders: `https://crm.example/call?number={number}&who={name?}`. Values come
 * from callers, so each one is encoded and can change neither host nor path around it. An address
 * with an empty variable is worse than none: it is not made.
 */

/** What may stand in braces. A question mark behind the name allows it to be empty: `{name?}`. */
export const PLACEHOLDERS = [
  'number',
  'digits',
  'national',
  'display',
  'name',
  'userId',
  'email',
  'organization',
  'line',
  'lineNumber',
  'queue',
  'callId',
  'direction',
  'ticketId',
  'ticketNumber',
  'agent',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type TemplateValues = Partial<Record<Placeholder, string | number | undefined>>;

/**
 * `open/bad-url`: not `http(s)`, a placeholder in scheme or host, an unknown one (`detail`), or a
 * lone brace. `open/empty-variable`: `detail` is empty for this call.
 */
export type FilledUrl =
  | { ok: true; url: string }
  | { ok: false; code: 'open/bad-url' | 'open/empty-variable'; detail?: string };

const PART = /\{([^{}]*)\}/g;
const bad = (detail?: string): FilledUrl => ({
  ok: false,
  code: 'open/bad-url',
  ...(detail === undefined ? {} : { detail }),
});

/** @param values as they are; encoding is done here */
export function fillUrl(template: string, values: TemplateValues): FilledUrl {
  const text = template.trim();
  if (!/^https?:\/\/[^/?#{}\s\\]+(?=[/?#]|$)/i.test(text)) return bad();
  if (/[{}]/.test(text.replace(PART, ''))) return bad();
  for (const { name } of partsOf(text)) if (!isPlaceholder(name)) return bad(name);
  const empty = partsOf(text).find(
    ({ name, optional }) => !optional && valueOf(values, name) === '',
  );
  if (empty) return { ok: false, code: 'open/empty-variable', detail: empty.name };
  const filled = parse(
    text.replace(PART, (_all, inner: string) => encode(valueOf(values, nameOf(inner).name))),
  );
  // The same with a plain letter in each place: what a value may not change.
  const plain = parse(text.replace(PART, 'x'));
  if (!filled || !plain || filled.origin !== plain.origin) return bad();
  if (filled.username !== '' || filled.password !== '') return bad();
  // `.` and `..` mean something in a path even when encoded.
  if (segments(filled) !== segments(plain)) return bad();
  return { ok: true, url: filled.href };
}

/** Is this template usable at all? The reason, without a call at hand. */
export function checkTemplate(template: string): FilledUrl {
  return fillUrl(template, Object.fromEntries(PLACEHOLDERS.map((name) => [name, 'x'])));
}

function nameOf(inner: string): { name: string; optional: boolean } {
  const optional = inner.endsWith('?');
  return { name: optional ? inner.slice(0, -1) : inner, optional };
}
const partsOf = (text: string) => [...text.matchAll(PART)].map(([, inner]) => nameOf(inner ?? ''));
const isPlaceholder = (name: string): name is Placeholder =>
  (PLACEHOLDERS as readonly string[]).includes(name);

function valueOf(values: TemplateValues, name: string): string {
  if (!isPlaceholder(name)) return '';
  return String(values[name] ?? '').trim();
}

/** Also what `encodeURIComponent` leaves: quotes and brackets end addresses in mails and scripts. */
function encode(value: string): string {
  const whole = value.replace(/\p{Surrogate}/gu, '');
  return encodeURIComponent(whole).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
const segments = ({ pathname }: URL) => pathname.split('/').length;
