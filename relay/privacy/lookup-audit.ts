/** Who looked up which number, where the administrator wants it written down. Rule PV9. */
import type { Log } from '../agents/log.ts';
import type { Audit, AuditEntry } from '../store/audit.ts';
import { subjectOf } from './audit-about.ts';

export type LookupKind = 'lookup' | 'name' | 'privacy' | 'export';

export interface LookupAudit {
  /** Written when it resolves; rejects when it cannot be. @param actor `agent:<login>`, `phone:<connection>` */
  note(actor: string, kind: LookupKind, digits: string): Promise<void>;
  /** The same for those who cannot wait. */
  later(actor: string, kind: LookupKind, digits: string): void;
  settled(): Promise<void>;
}

/** More than this waiting to be written is a flood; the rest is counted in one entry. */
const MAX_WAITING = 5_000;

export function createLookupAudit(deps: {
  audit: Pick<Audit, 'write'>;
  log: Log;
  enabled: boolean;
}): LookupAudit {
  const { audit, log, enabled } = deps;
  let waiting: AuditEntry[] = [];
  let lost = 0;
  let writing: Promise<void> | undefined;

  const entry = (actor: string, kind: LookupKind, digits: string): AuditEntry => ({
    actor,
    action: `number.${kind}`,
    subject: subjectOf(digits),
    detail: {},
  });

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const entries = waiting;
      waiting = [];
      if (lost > 0) {
        const detail = { notWritten: lost };
        entries.push({ actor: 'relay', action: 'number.name', subject: 'numbers', detail });
        lost = 0;
      }
      await audit.write(entries).catch((error: unknown) => {
        log.error({ err: error }, 'privacy: look-ups could not be written down');
      });
    }
  }

  return {
    async note(actor, kind, digits) {
      if (enabled) await audit.write([entry(actor, kind, digits)]);
    },
    later(actor, kind, digits) {
      if (!enabled) return;
      if (waiting.length >= MAX_WAITING) lost += 1;
      else waiting.push(entry(actor, kind, digits));
      writing ??= Promise.resolve()
        .then(drain)
        .finally(() => (writing = undefined));
    },
    async settled() {
      await writing;
    },
  };
}
