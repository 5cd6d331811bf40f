/** The relay's side of privacy, put together. Rules PV* of `SPEC-privacy.md`. */
import type { Hono } from 'hono';
import type { Call } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Log } from '../agents/log.ts';
import type { ApiEnv } from '../api/auth.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { RelayConfig } from '../config.ts';
import type { Clock } from '../hub/clock.ts';
import type { Database } from '../store/database.ts';
import { createEraser, type Remembering } from './eraser.ts';
import { createErasures } from './erasures.ts';
import type { PrivacyBasis } from './privacy-basis.ts';
import { createReports } from './report.ts';
import { privacyRoutes } from './routes.ts';
import { createUpkeep } from './upkeep.ts';

export interface PrivacySide {
  routes: Hono<ApiEnv>;
  /** Begins to work, once everything is loaded. */
  start(): void;
  stop(): void;
  settled(): Promise<void>;
}

export function createPrivacySide(deps: {
  db: Database;
  basis: PrivacyBasis;
  config: Pick<RelayConfig, 'privacy' | 'retentionDays' | 'contactSync'>;
  writer: Pick<CallWriter, 'amend'>;
  held: Remembering;
  link: (call: Call) => Call;
  maySee: (call: Call, agentId: number) => boolean;
  phone: Phone;
  clock: Clock;
  log: Log;
}): PrivacySide {
  const { basis, config, clock, held } = deps;
  const { retentionDays, privacy } = config;
  const days = { retentionDays, auditDays: privacy.auditDays };
  const reports = createReports({ ...deps, ...basis, ...days });
  const eraser = createEraser({ ...deps, ...basis, now: clock.now });
  const erasures = createErasures({ ...deps, eraser });
  const upkeep = createUpkeep({
    ...deps,
    ...days,
    ...held,
    jobs: config.contactSync.map(({ id }) => id),
  });
  const officers = new Set(privacy.officers);
  return {
    routes: privacyRoutes({
      ...deps,
      reports,
      erasures,
      lookups: basis.lookups,
      retentionDays,
      isOfficer: ({ login, email }) =>
        [login, email].some((name) => name !== undefined && officers.has(name.toLowerCase())),
    }),
    start() {
      erasures.start();
      upkeep.start();
    },
    stop() {
      erasures.stop();
      upkeep.stop();
    },
    async settled() {
      await Promise.all([erasures.settled(), upkeep.settled()]);
      await Promise.all([basis.lookups.settled(), basis.leftOut.settled()]);
    },
  };
}
