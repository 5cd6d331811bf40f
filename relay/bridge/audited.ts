/**
 * A write into Zammad with its entries in the audit log: what is about to be done is written down
 * first, so no write is ever without one; a failure is written down behind it. Rule BR13.
 */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Audit, AuditEntry } from '../store/audit.ts';

export type Audited = <R>(entries: readonly AuditEntry[], write: () => Promise<R>) => Promise<R>;

export function createAudited(audit: Audit): Audited {
  return async (entries, write) => {
    await audit.write(entries);
    try {
      return await write();
    } catch (error) {
      const reason = error instanceof ZammadError ? error.code : 'failed';
      const [first] = entries;
      if (first) {
        await audit.write([{ ...first, action: `${first.action}-failed`, detail: { reason } }]);
      }
      throw error;
    }
  };
}
