/**
 * Turns whatever a telephone system sends into named texts: JSON, form, multipart or query
 * string, with right, wrong or no content type. Keys count without case, `_`, `-` and `[]`.
 */
export interface Fields {
  /** First text of that name that is not empty; the spelling `prefer` wins over others. */
  first(names: readonly string[], prefer?: string): string | undefined;
  /** All texts of those names, in order. */
  all(names: readonly string[]): string[];
  /** The name was there, be it empty. */
  has(names: readonly string[]): boolean;
  /** One of the names is there twice in the same spelling, and says different things. */
  contradicts(names: readonly string[]): boolean;
  readonly size: number;
}

type Pair = { key: string; name: string; text: string };

/** Longest text of one field; what is longer is cut. */
const MAX_TEXT = 1000;
const MAX_FIELDS = 300;

/** @returns undefined when the body is of no form we know */
export async function readFields(
  query: URLSearchParams,
  contentType: string | undefined,
  body: Uint8Array,
): Promise<{ fields: Fields; text: string } | undefined> {
  const text = decode(body);
  const fromBody = await readBody(text, contentType, body);
  if (!fromBody) return undefined;
  const named = new Set(fromBody.map(({ name }) => name));
  const fromQuery = [...query]
    .map(([key, value]) => pair(key, value))
    .filter(({ name }) => !named.has(name));
  const pairs = [...fromBody, ...fromQuery].slice(0, MAX_FIELDS);
  const queryText = query.size > 0 ? `?${query.toString()}` : '';
  return { fields: createFields(pairs), text: [queryText, text].filter(Boolean).join('\n') };
}

function createFields(pairs: readonly Pair[]): Fields {
  const of = (names: readonly string[]) => pairs.filter(({ name }) => names.includes(name));
  return {
    size: pairs.length,
    has: (names) => of(names).length > 0,
    all: (names) => of(names).map(({ text }) => text),
    contradicts: (names) => {
      const said = new Map<string, string>();
      return of(names).some(({ key, text }) => {
        const before = said.get(key);
        said.set(key, text);
        return before !== undefined && before.trim() !== text.trim();
      });
    },
    first(names, prefer) {
      const filled = names.flatMap((name) => of([name])).filter(({ text }) => text.trim() !== '');
      return (filled.find(({ key }) => key === prefer) ?? filled[0])?.text;
    },
  };
}

async function readBody(
  text: string,
  contentType: string | undefined,
  body: Uint8Array,
): Promise<Pair[] | undefined> {
  const begin = text.trimStart();
  if (begin === '') return [];
  if (begin.startsWith('{') || begin.startsWith('[')) return readJson(begin);
  const boundary = /^--([^\r\n]{1,70})\r?\n/.exec(text)?.[1];
  if (boundary !== undefined) {
    const type = /^multipart\/form-data;.*boundary=/i.test(contentType ?? '')
      ? contentType
      : `multipart/form-data; boundary=${boundary}`;
    return readMultipart(body, type as string);
  }
  if (/^multipart\//i.test(contentType ?? '')) return undefined;
  // Some senders put each pair on its own line.
  const form = new URLSearchParams(text.trim().replace(/\r?\n/g, '&'));
  return [...form].map(([key, value]) => pair(key, value));
}

function readJson(text: string): Pair[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const value: unknown = Array.isArray(json) && json.length === 1 ? json[0] : json;
  if (!value || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.entries(value).flatMap(([key, inner]) => texts(inner).map((one) => pair(key, one)));
}

/** Texts in a JSON value: numbers as digits, lists one by one, people as their `name`. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (Array.isArray(value)) {
    return value.flatMap((one) => (Array.isArray(one) ? [] : texts(one)));
  }
  if (value && typeof value === 'object' && 'name' in value) {
    return typeof value.name === 'string' ? [value.name] : [];
  }
  return [];
}

async function readMultipart(body: Uint8Array, contentType: string): Promise<Pair[] | undefined> {
  try {
    const response = new Response(Buffer.from(body), {
      headers: { 'content-type': contentType },
    });
    const form = await response.formData();
    return [...form].flatMap(([key, value]) =>
      typeof value === 'string' ? [pair(key, value)] : [],
    );
  } catch {
    return undefined;
  }
}

function pair(key: string, text: string): Pair {
  const name = key
    .toLowerCase()
    .replace(/\[\d*\]$/, '')
    .replace(/[\s_-]/g, '');
  return { key, name, text: text.slice(0, MAX_TEXT) };
}

/** UTF-8, else the Latin letters that old systems send. */
function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('windows-1252').decode(body);
  }
}
