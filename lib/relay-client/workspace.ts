/** What the agent's workspace asks the relay besides the stream. */
import * as v from 'valibot';
import { agentCallSchema } from '../protocol/agent-call-schema.ts';
import { privacyErasedSchema, privacyReportSchema } from '../protocol/privacy.ts';
import {
  type Draft,
  doneAnswerSchema,
  draftListSchema,
  type FoundPerson,
  type ManualCall,
  missedListSchema,
  type Noted,
  viewersSchema,
} from '../protocol/workspace.ts';

/** One request with the device token. @throws RelayError */
export type Send = <T>(
  method: string,
  path: string,
  schema: v.GenericSchema<unknown, T>,
  body?: unknown,
) => Promise<T>;

type Queried = Record<string, string | number | boolean | undefined>;

/** A query string; what is undefined is left out. */
export function searchOf(query: object): string {
  const given = Object.entries(query as Queried).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}

const at = (part: string) => encodeURIComponent(part);
const nothing = v.unknown();

export function createWorkspaceHttp(send: Send) {
  return {
    /** One call as the agent may see it. */
    call: (id: string) => send('GET', `/v1/calls/${at(id)}`, agentCallSchema),
    /** Mirrors what is being written. An older `keptAt` changes nothing. An empty text removes it. */
    putDraft: (callId: string, draft: Draft) =>
      send('PUT', `/v1/calls/${at(callId)}/draft`, nothing, draft),
    drafts: () => send('GET', '/v1/drafts', draftListSchema),
    /** The note is in Zammad: history shows it, the draft goes. */
    putNote: (callId: string, note: Noted) =>
      send('PUT', `/v1/calls/${at(callId)}/note`, nothing, note),
    done: (callId: string, done: boolean) =>
      send('POST', `/v1/calls/${at(callId)}/done`, doneAnswerSchema, { done }),
    doneMany: (which: { ids?: string[]; number?: string; keys?: string[] }) =>
      send('POST', '/v1/calls/done', doneAnswerSchema, which),
    enterCall: (call: ManualCall) => send('POST', '/v1/calls', agentCallSchema, call),
    missed: (query: { cursor?: string | undefined; limit?: number | undefined } = {}) =>
      send('GET', `/v1/missed?${searchOf(query)}`, missedListSchema),
    claim: (key: string, claim: boolean) =>
      send('POST', `/v1/missed/${at(key)}/claim`, nothing, { claim }),
    /** @param number `+` and E.164 digits */
    pick: (number: string, person: { userId: number; name: string }) =>
      send('POST', `/v1/numbers/${at(number)}/pick`, nothing, person),
    exclude: (number: string, person: { userId: number; name: string; exclude: boolean }) =>
      send('POST', `/v1/numbers/${at(number)}/exclude`, nothing, person),
    found: (number: string, people: readonly FoundPerson[]) =>
      send('POST', `/v1/numbers/${at(number)}/found`, nothing, { people }),
    /** What is stored about a number (`+` and E.164 digits). */
    privacy: (number: string) => send('GET', `/v1/privacy/${at(number)}`, privacyReportSchema),
    privacyExport: (number: string) => send('GET', `/v1/privacy/${at(number)}/export`, nothing),
    privacyErase: (number: string) =>
      send('DELETE', `/v1/privacy/${at(number)}`, privacyErasedSchema),
    viewers: (tickets: readonly number[]) =>
      send('GET', `/v1/viewers?${searchOf({ tickets: tickets.join(',') })}`, viewersSchema),
  };
}
