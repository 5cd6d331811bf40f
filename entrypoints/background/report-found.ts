/**
 * Tells the relay whom Zammad itself named for a number, so that the next agent sees it at once:
 * for relays that may not read Zammad's people. Rule DS7 of `relay/SPEC-directory.md`.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardPerson } from '../../lib/core/card.ts';
import type { FoundPerson } from '../../lib/protocol/workspace.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { Accounts } from './accounts.ts';

/** The same again is told again only after this. */
const TOLD_MS = 60 * 60_000;
const TOLD_MAX = 500;
const PEOPLE_MAX = 20;

export interface ReportFoundDeps {
  accounts: Pick<Accounts, 'connection'> & { relay(): Pick<RelayHttp, 'found'> | undefined };
  now(): number;
  onError(error: unknown): void;
}

/** Who of a call's people the relay only learned from a browser: Zammad has to be asked again. */
export function learnedOf(call: AgentCall): ReadonlySet<number> {
  const ids = call.remote.matches.flatMap(({ learned, userId }) =>
    learned && userId !== undefined ? [userId] : [],
  );
  return new Set(ids);
}

export function createReportFound(deps: ReportFoundDeps) {
  const told = new Map<string, { what: string; at: number }>();

  /** @param people all whom a look-up in Zammad named for the number of this call */
  return (call: AgentCall, people: readonly CardPerson[]): void => {
    const { number, withheld, internal } = call.remote;
    const relay = deps.accounts.relay();
    // A relay with a directory of its own knows better.
    if (!relay || !deps.accounts.connection().relay?.facts?.learns) return;
    if (number === undefined || withheld || internal) return;
    // A guess, or somebody who was chosen, has the number by nobody's record.
    const found = people.flatMap(({ userId, name, organization, vip, reason }): FoundPerson[] =>
      reason.kind === 'exact' && reason.detail !== undefined
        ? [{ userId, name, organization, vip, field: reason.detail }]
        : [],
    );
    if (found.length === 0 && learnedOf(call).size === 0) return;
    const what = JSON.stringify(found);
    const before = told.get(number);
    if (before?.what === what && deps.now() - before.at < TOLD_MS) return;
    told.delete(number);
    told.set(number, { what, at: deps.now() });
    if (told.size > TOLD_MAX) told.delete(told.keys().next().value ?? '');
    relay.found(number, found.slice(0, PEOPLE_MAX)).catch((error: unknown) => {
      told.delete(number);
      // It can be found out again; nobody waits for it.
      if (!(error instanceof RelayError)) deps.onError(error);
    });
  };
}
