/** What was asked of the sandbox, for tests. Secrets are left out. */
export interface JournalEntry {
  at: number;
  method: string;
  /** With the CTI secret replaced by `:token`. */
  path: string;
  /** 0: the connection was cut instead of an answer. */
  status: number;
  credentials: 'token' | 'session' | 'none';
  /** Login of whoever was recognised. */
  as?: string;
  /** Headers that must not be there, or matter for the browser's part. */
  sentFrom: boolean;
  sentCookie: boolean;
  origin?: string;
  contentType?: string;
  /** The body as text, at most 20,000 characters. */
  body?: string;
}

export interface Journal {
  add(entry: JournalEntry): void;
  entries(): JournalEntry[];
  clear(): void;
}

const KEPT = 5_000;

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > KEPT) entries.shift();
    },
    entries: () => [...entries],
    clear() {
      entries.length = 0;
    },
  };
}

export function withoutSecret(path: string): string {
  return path.replace(/^(\/api\/v1\/(?:cti|sipgate|placetel)\/)(?!log$|done\b)[^/?]+/, '$1:token');
}
