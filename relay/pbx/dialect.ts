/** What every PBX dialect offers: input in, events out, and the words of its answers. */
import type { PbxEvent, Verdict } from '../../lib/core/call.ts';

/** One push of a telephone system, as it came. */
export interface PushRequest {
  query: URLSearchParams;
  contentType: string | undefined;
  body: Uint8Array;
}

export interface ParseContext {
  /** Id of the connection. */
  source: string;
  /** When it was received. */
  at: number;
}

export type Parsed =
  | {
      ok: true;
      event: PbxEvent;
      /** For the journal: what was received, as text. */
      raw: string;
    }
  /** `reason` says what is missing, without quoting what was sent. */
  | { ok: false; reason: string };

/** The answer to a telephone system. */
export interface PushAnswer {
  contentType: string;
  body: string;
}

export interface Dialect {
  readonly id: string;
  /** Never throws on input. */
  parse(request: PushRequest, context: ParseContext): Promise<Parsed>;
  answer(verdict: Verdict): PushAnswer;
}
