/** The relay's whole configuration, as `loadConfig` (`config-load.ts`) answers it. */
import type { BridgeConfig } from './config-bridge.ts';
import type { ContactSyncConfig } from './config-contacts.ts';
import type { Dialing } from './config-dial.ts';
import type { PhonebookConfig } from './config-phonebook.ts';
import type { DirectoryConfig } from './config-directory.ts';
import type { PrivacyConfig } from './config-privacy.ts';
import type { SettingsConfig } from './config-settings.ts';

/** One way in for a telephone system. */
export interface ConnectionConfig {
  /** Lower-case id; its name in journal, logs and metrics. */
  id: string;
  dialect: string;
  secret: string;
  enabled: boolean;
  /** As the dialect's own schema allows; checked when the configuration is read. */
  options: Record<string, unknown>;
  /** How this telephone system writes numbers, where it differs from the others. */
  numbers?: NumberStyle | undefined;
}

export interface NumberStyle {
  homeCountry?: string | undefined;
  areaCode?: string | undefined;
  /** Digit dialled in front of outside numbers (`0`), taken off when the rest is a number. */
  outsideLine?: string | undefined;
  /** Main numbers: main number + extension is that extension. In any spelling. */
  heads?: string[] | undefined;
  /** Pattern (source text) of internal numbers. */
  extensions?: string | undefined;
}

/** What telephone systems call a person. Numbers in any spelling. */
export interface AgentMapping {
  login: string;
  /** Internal numbers, SIP accounts and devices; several are the rule. */
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
  /** Caller in any spelling; `*` stands for any text, anywhere. */
  number?: string | undefined;
  /** Blocks callers who hide their number. */
  anonymous?: boolean | undefined;
  /** Only calls to these lines or queues (number or name, `*` matches any rest); none: to all. */
  lines?: string[] | undefined;
  reason: 'busy' | 'rejected';
  note?: string | undefined;
  /** Last day of the rule, `YYYY-MM-DD`, in the time zone of the machine; none: for ever. */
  until?: string | undefined;
}

export interface CallerIdRules {
  default?: string | undefined;
  /** First hit wins. `dest` in any spelling; `*` stands for any text, anywhere. */
  routes: { dest: string; callerId: string; note?: string | undefined }[];
}

export interface ForwardConfig {
  /** Zammad's own CTI endpoint with its token. */
  url: string;
  /** Name the agent to Zammad on answer, so that Zammad opens a screen too. */
  agentReference: boolean;
  /** Ask Zammad for its verdict on a new call (block list, caller id) for at most 800 ms. */
  ask: boolean;
  /** Tell a hand-over as a call of its own (`id~2`), so that Zammad opens a screen for the new agent. */
  transfers: boolean;
  /** Tell internal calls too. */
  internal: boolean;
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
    /** Token with `admin.integration`: Zammad's own block list and caller ids are obeyed. */
    rulesToken?: string | undefined;
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
  directory: DirectoryConfig;
  bridge: BridgeConfig;
  missed: {
    /** Shorter rings are not on the missed board. */
    minRingMs: number;
    /** The board looks back so far. */
    days: number;
  };
  /** The directory as desk phones load it. */
  phonebook: PhonebookConfig;
  settings: SettingsConfig;
  journal: {
    /** Numbers in the stored input are masked but for their last three digits. */ maskNumbers: boolean;
  };
  privacy: PrivacyConfig;
  retentionDays: number;
  contactSync: ContactSyncConfig[];
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
