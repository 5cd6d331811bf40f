/** The relay's whole configuration, as `loadConfig` (`config-load.ts`) answers it. */
import type { Dialing } from './config-dial.ts';

/** One way in for a telephone system. */
export interface ConnectionConfig {
  /** Lower-case id; its name in journal, logs and metrics. */
  id: string;
  dialect: string;
  secret: string;
  enabled: boolean;
  options: Record<string, unknown>;
}

/** What telephone systems call a person. Numbers in any spelling. */
export interface AgentMapping {
  login: string;
  extensions: string[];
  numbers: string[];
  names: string[];
}

export interface QueueConfig {
  name: string;
  /** Numbers or names of the queue at the telephone system; `*` at the end matches any rest. */
  match: string[];
  /** Logins. */
  agents: string[];
}

export interface LineConfig {
  /** Our own number; `*` at the end matches any rest. */
  match: string;
  label?: string | undefined;
  greeting?: string | undefined;
  language?: string | undefined;
  private: boolean;
}

export interface BlockRule {
  /** Caller in any spelling; `*` at the end matches any rest. */
  number?: string | undefined;
  /** Blocks callers who hide their number. */
  anonymous?: boolean | undefined;
  reason: 'busy' | 'rejected';
  note?: string | undefined;
  /** Last day of the rule, `YYYY-MM-DD` (UTC); none: for ever. */
  until?: string | undefined;
}

export interface CallerIdRules {
  default?: string | undefined;
  /** First hit wins. `dest` in any spelling; `*` at the end matches any rest. */
  routes: { dest: string; callerId: string; note?: string | undefined }[];
}

export interface ForwardConfig {
  /** Zammad's own CTI endpoint with its token. */
  url: string;
  /** Name the agent to Zammad on answer, so that Zammad opens a screen too. */
  agentReference: boolean;
}

export interface RelayConfig {
  host: string;
  /** 0 asks the system for a free port. */
  port: number;
  /** Address that agents and telephone systems use, without trailing slash. */
  publicUrl?: string | undefined;
  /** `sqlite:<path>`. */
  databaseUrl: string;
  /** Encrypts stored secrets; without it a key file lies beside the database. */
  secretKey?: string | undefined;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Take the client's address from `X-Forwarded-For`. */
  trustProxy: boolean;
  /** ISO 3166, upper case. */
  homeCountry: string;
  areaCode?: string | undefined;
  /** Pattern (source text) of internal numbers. */
  extensions?: string | undefined;
  zammad: {
    /** Without trailing slash. */
    url?: string | undefined;
    /** Service token for the directory. */
    token?: string | undefined;
    forward?: ForwardConfig | undefined;
  };
  /** Empty only before `ensureConnection` gave a new installation its first one. */
  connections: ConnectionConfig[];
  agents: AgentMapping[];
  queues: QueueConfig[];
  lines: LineConfig[];
  blocked: BlockRule[];
  callerIds: CallerIdRules;
  targets: { nobodyMapped: 'everyone' | 'nobody' };
  dial?: Dialing | undefined;
  /** Calls without news for so long are closed (`endGuessed`). */
  sweep: { ringingMs: number; talkingMs: number };
  visibility: 'team' | 'own';
  retentionDays: number;
}

/** One thing that is wrong, e.g. `{ path: 'file.json: agents.0.login', message: '…' }`. */
export interface ConfigProblem {
  path: string;
  message: string;
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
