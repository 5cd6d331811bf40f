/** What of privacy others need before anything else is put together: who may be known, who looked. */
import type { Log } from '../agents/log.ts';
import type { RelayConfig } from '../config.ts';
import { type Audit, createAudit } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { type Admission, createAdmission } from './admission.ts';
import { createLeftOut, type LeftOut } from './left-out.ts';
import { createLookupAudit, type LookupAudit } from './lookup-audit.ts';
import { createNumberHash, type NumberHash } from './number-hash.ts';

export interface PrivacyBasis {
  admission: Admission;
  leftOut: LeftOut;
  lookups: LookupAudit;
  audit: Audit;
  hash: NumberHash;
}

export function createPrivacyBasis(deps: {
  db: Database;
  config: Pick<RelayConfig, 'directory' | 'privacy' | 'secretKey'>;
  clock: { now(): number };
  log: Log;
}): PrivacyBasis {
  const { db, config, clock, log } = deps;
  const hash = createNumberHash({ db, secretKey: config.secretKey });
  const leftOut = createLeftOut({ db, hash, now: clock.now });
  const audit = createAudit({ db, now: clock.now });
  return {
    admission: createAdmission({ config: config.directory, leftOut }),
    leftOut,
    lookups: createLookupAudit({ audit, log, enabled: config.privacy.auditLookups }),
    audit,
    hash,
  };
}
