/** The number doctor against a Zammad for tests, with a database of its own. */
import metadata from 'libphonenumber-js/max/metadata';
import { onTestFinished } from 'vitest';
import { createPhone } from '../../../lib/core/phone.ts';
import { createZammad } from '../../../lib/zammad/zammad.ts';
import { systemClock } from '../../hub/clock.ts';
import { type Audit, createAudit } from '../../store/audit.ts';
import { openDatabase } from '../../store/database.ts';
import { type Finding, FIXABLE, type FixableKind } from '../finding.ts';
import { applyFix, type BatchResult, type Told, undoBatch } from '../fix.ts';
import { makeReport } from '../report.ts';
import { type FakeZammad, TOKEN } from './fake-zammad.ts';

export const PHONE = createPhone(metadata, { homeCountry: 'DE' });

export interface DoctorBench {
  audit: Audit;
  told: Told[];
  /** As a run that is killed at its first write after the intent was noted. */
  stop: AbortController;
  findings(ids?: readonly number[]): Promise<Finding[]>;
  fix(
    batch: string,
    wanted?: { kinds?: readonly FixableKind[]; ids?: readonly number[]; limit?: number },
  ): Promise<BatchResult>;
  undo(batch: string): Promise<BatchResult | 'unknown'>;
}

export async function startDoctor(
  fake: FakeZammad,
  more: {
    custom?: string[];
    organizationFields?: string[];
    url?: string;
    timeoutMs?: number;
    homeCountry?: string;
    /** As it is outside of tests: the first write of a run goes in two steps. */
    twoSteps?: boolean;
  } = {},
): Promise<DoctorBench> {
  const database = await openDatabase(more.url ?? 'sqlite::memory:');
  onTestFinished(() => database.close());
  const audit = createAudit({ db: database.db, now: () => 1_000 });
  const told: Told[] = [];
  const stop = new AbortController();
  const deps = {
    zammad: createZammad({ url: fake.url, token: TOKEN, timeoutMs: more.timeoutMs ?? 5_000 }),
    phone: createPhone(metadata, { homeCountry: more.homeCountry ?? 'DE' }),
    custom: more.custom ?? [],
    organizationFields: more.organizationFields ?? [],
    clock: systemClock,
    signal: stop.signal,
    reading: { perPage: 3, pauseMs: 0, retriesMs: [0, 0] },
    audit,
    ...(more.twoSteps ? {} : { idleAfterMs: Infinity }),
    tell: (one: Told) => void told.push(one),
  };
  return {
    audit,
    told,
    stop,
    async findings(ids) {
      const { store } = await makeReport(deps, ids);
      try {
        const kinds = store.counts().map(({ kind }) => kind);
        return kinds.flatMap((kind) => [...store.findings(kind)]);
      } finally {
        store.close();
      }
    },
    fix: (batch, { kinds = FIXABLE, ids = [], limit = 50 } = {}) =>
      applyFix(deps, batch, { kinds: new Set(kinds), ids, limit }),
    undo: (batch) => undoBatch(deps, batch),
  };
}
