/** What is stored about a number, counted. Rules PV1–PV3. */
import type { TrackedCall } from '../../lib/core/call-facts.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { PRIVACY_KINDS, type PrivacyItem, type PrivacyReport } from '../../lib/core/privacy.ts';
import type { Database } from '../store/database.ts';
import { adminPlaces } from './admin-places.ts';
import { callPlaces } from './call-places.ts';
import { callsNaming, callsWith, runningWith } from './calls-of.ts';
import { contactIdsOf } from './contact-ids.ts';
import type { LeftOut } from './left-out.ts';
import type { NumberHash } from './number-hash.ts';
import { createNumberTrace } from './number-trace.ts';
import type { Place, Subject } from './place.ts';
import { teamPlaces } from './team-places.ts';

export interface Reports {
  /** Everything, for who answers for the data. */
  whole(digits: string): Promise<PrivacyReport>;
  /** What this agent may see anyway. */
  seenBy(agentId: number, digits: string): Promise<PrivacyReport>;
  /** All places with what they hold about the number, to be read page by page. */
  places(digits: string): Promise<{ subject: Subject; places: Place[] }>;
  running(digits: string): Promise<boolean>;
}

/** Calls that are looked at for an agent. */
const MOST = 2_000;

export function createReports(deps: {
  db: Database;
  phone: Phone;
  leftOut: LeftOut;
  hash: NumberHash;
  retentionDays: number;
  auditDays: number;
  link: (call: Call) => Call;
  maySee: (call: Call, agentId: number) => boolean;
}): Reports {
  const { db, retentionDays } = deps;
  const trace = (digits: string) => createNumberTrace(digits, deps.phone);
  const base = (digits: string) => ({ number: `+${digits}`, retentionDays });

  async function places(digits: string) {
    const subject: Subject = {
      trace: trace(digits),
      callIds: await idsOf(callsNaming(db, trace(digits))),
      contactIds: await contactIdsOf(db, digits),
    };
    const all = [
      ...callPlaces(db, retentionDays),
      ...teamPlaces(db, retentionDays),
      ...adminPlaces(deps),
    ];
    return { subject, places: all };
  }

  /** A number that the caller hid is nobody's to find, whatever the telephone system knows. */
  function shown(call: TrackedCall, agentId: number): boolean {
    const remote = call.direction === 'out' ? call.to : call.from;
    return remote.withheld !== true && deps.maySee(deps.link(call), agentId);
  }

  return {
    places,
    running: (digits) => runningWith(db, trace(digits)),
    async whole(digits) {
      const { subject, places: all } = await places(digits);
      const items = await count(all, subject);
      const running = await runningWith(db, subject.trace);
      return { ...base(digits), officer: true, items, ...(running && { running }) };
    },
    async seenBy(agentId, digits) {
      const callIds: string[] = [];
      let looked = 0;
      for await (const calls of callsWith(db, digits)) {
        looked += calls.length;
        callIds.push(...calls.filter((call) => shown(call, agentId)).map(({ id }) => id));
        if (looked >= MOST) break;
      }
      const all = [
        ...callPlaces(db, retentionDays, agentId),
        ...teamPlaces(db, retentionDays).filter(({ kind }) => kind !== 'claims'),
      ];
      const items = await count(all, { trace: trace(digits), callIds, contactIds: [] });
      const more = looked >= MOST && callIds.length > 0;
      return { ...base(digits), officer: false, items, ...(more && { more }) };
    },
  };
}

async function idsOf(pages: AsyncIterable<readonly { id: string }[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) for (const { id } of page) ids.push(id);
  return ids;
}

async function count(places: readonly Place[], subject: Subject): Promise<PrivacyItem[]> {
  const items: PrivacyItem[] = [];
  for (const { kind, end, read } of places) {
    const item: PrivacyItem = { kind, end, count: 0 };
    for await (const page of read(subject)) {
      item.count += page.length;
      for (const { at, goesAt } of page) {
        if (at !== undefined) {
          item.firstAt = Math.min(item.firstAt ?? at, at);
          item.lastAt = Math.max(item.lastAt ?? at, at);
        }
        if (goesAt !== undefined) item.goesAt = Math.max(item.goesAt ?? goesAt, goesAt);
      }
    }
    if (item.count > 0) items.push(item);
  }
  return items.sort((a, b) => PRIVACY_KINDS.indexOf(a.kind) - PRIVACY_KINDS.indexOf(b.kind));
}
