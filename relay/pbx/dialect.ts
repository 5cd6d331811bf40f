/**
 * What every telephone system's dialect is: one definition, registered by one line in
 * `registry.ts`. A dialect is heard by pushes (`receive`, `answer`), by a connection of our own
 * (`session`), or both. It turns input into events of the normal form and knows nothing of the
 * ledger, the agents or Zammad.
 */
import type * as v from 'valibot';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Call, PbxEvent, Verdict } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { ConnectionConfig } from '../config.ts';
import type { MarkOurs } from './our-side.ts';

/** What a connection of this dialect can and cannot do; shown to the admin. */
export interface Capabilities {
  /** A blocked caller can be turned away by our answer. */
  reject: boolean;
  /** The caller id of an outgoing call can be set by our answer. */
  setCallerId: boolean;
  /** It can be told to dial (click-to-dial with an id of ours). */
  dial: boolean;
  /** It says who rings, joins and leaves, not only who answered. */
  ringingTargets: boolean;
  queues: boolean;
  transfers: boolean;
  /** It reports that an outgoing call was answered, when it happens. */
  outgoingAnswer: boolean;
  /** After a lost connection the running calls can be asked for. */
  snapshot: boolean;
}

/** One request of a telephone system, as it came. */
export interface PushRequest {
  method: 'GET' | 'POST';
  /** The path behind the token (`''`, `/in`, `/answer` …). */
  rest: string;
  /** As the telephone system called it: public address of the relay, path and query. For signatures only: holds the secret. */
  url: string;
  query: URLSearchParams;
  /** Of lower-case header names. */
  header(name: string): string | undefined;
  contentType: string | undefined;
  body: Uint8Array;
}

export type Received =
  | {
      ok: true;
      /** In order; empty when the request is understood and says nothing about a call. */
      events: PbxEvent[];
      /** For the journal: what was received, as text, at most 64 kB. */
      raw: string;
    }
  /**
   * `reason` says what is missing or wrong, without quoting what was sent. 401: the signature is
   * missing or wrong. 422: not readable.
   */
  | { ok: false; status: 401 | 422; reason: string };

/** The answer to a telephone system. */
export interface PushAnswer {
  contentType: string;
  body: string;
}

export interface LinkContext {
  /** Ends the session: the relay stops or the connection is switched off. */
  signal: AbortSignal;
  /** Resolves after the commit. `raw` is what was received, for the journal. */
  emit(events: readonly PbxEvent[], raw: string): Promise<void>;
  /**
   * Logged in and heard: the state is true again. With a snapshot, the native ids of all calls that
   * are running now; calls known to us that are absent are closed as guessed.
   */
  ready(runningIds?: readonly string[]): Promise<void>;
  /** Calls of this connection that are not over, as we know them. */
  openCalls(): Promise<Call[]>;
  /** It works, but the admin could make it work better (a missing right). In words, without secrets. */
  hint?(message: string): void;
}

/** A connection could not be made or held. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  /** Trying again soon is pointless: the admin has to change something (wrong password). */
  readonly refused: boolean;
  /** @param message in words for the admin; without secrets and personal data */
  constructor(message: string, refused = false) {
    super(message);
    this.refused = refused;
  }
}

/** A dialect at work for one connection. */
export interface Dialect {
  /** Reads one push. Never throws on input. Present when it is heard by pushes. */
  receive?(request: PushRequest, at: number): Promise<Received>;
  /** Words the verdict on the first `new` event of a push; `continue` for every other push. */
  answer?(
    verdict: Verdict,
    request: Pick<PushRequest, 'rest' | 'query'> & Partial<Pick<PushRequest, 'url'>>,
  ): PushAnswer;
  /** How a refusal is worded where the vendor documents it; default is `{"error": reason}` as JSON. */
  refuse?(status: number, reason: string): PushAnswer | undefined;
  /**
   * One connection, from dialling to its end. Resolves when the other side closed it, rejects with
   * `LinkError` when it failed; `link.ts` comes back with growing pauses. Present when the dialect
   * connects to the telephone system.
   */
  session?(context: LinkContext): Promise<void>;
  /**
   * Events of a recorded stream (what `session` would have received, as text), for dry runs.
   * Never throws on input.
   */
  replay?(recording: string): PbxEvent[];
}

export interface DialectContext {
  connection: ConnectionConfig;
  /** Reads numbers as this connection writes them (its country, outside-line digit, heads). */
  phone: Phone;
  markOurs: MarkOurs;
  /** Address under which the telephone system reaches the relay, without trailing slash. */
  publicUrl(): string;
  clock(): number;
  /**
   * Calls of this connection that are not over, as we know them; for dialects whose system names
   * no call id. Absent in dry runs.
   */
  openCalls?(): Promise<Call[]>;
  /** People behind a number (E.164 digits), best first. Never waits. Absent in dry runs. */
  lookup?(digits: string): Match[];
}

export interface DialectDefinition<Options = unknown> {
  /** Its folder or file, fixture folder, docs page and metric label. */
  readonly id: string;
  /** As the vendor writes it. */
  readonly name: string;
  /** We connect to it: it needs no address of ours, and so no secret. */
  readonly connects?: boolean;
  readonly capabilities: Capabilities;
  /** Where they depend on the options; `capabilities` then is what is possible at most. */
  capabilitiesOf?(options: Options): Capabilities;
  /** Of the connection's `options`; strict, every message says what to write. */
  readonly options: v.GenericSchema<unknown, Options>;
  /**
   * Paths besides `/pbx/:connection/:token` (and below it), e.g. `/api/v1/sipgate/:token/in`.
   * What follows `:token` is `rest`.
   */
  readonly paths?: readonly string[];
  /**
   * Reads what follows `OFFHOOK_PBX_<NAME>=<id>:`. Absent: it is the secret.
   * @returns a text that says what to write when it cannot be read
   */
  readonly shorthand?: (text: string) => { secret?: string; options: Options } | string;
  create(context: DialectContext, options: Options): Dialect;
}

/** Keeps the options' type for `create` and forgets it for the registry. */
export function defineDialect<Options>(definition: DialectDefinition<Options>): DialectDefinition {
  return definition as DialectDefinition;
}
