/**
 * Carries out a plan. Everything is written down before it is sent, so whoever is killed in the
 * middle finds out next time what became of it. Rules CS9, CS11–CS14.
 */
import { applyChange } from './apply-change.ts';
import { type CarryOut, createCarrier } from './carrier.ts';
import { makeContacts, makePeople } from './make-missing.ts';
import { removeContacts } from './remove-gone.ts';
import type { SyncDeps } from './sync-deps.ts';

export async function carryOut(deps: SyncDeps, run: CarryOut): Promise<void> {
  const { plan, links, report } = run;
  const carrier = createCarrier(deps, run);
  await links.forget(plan.forget);
  await links.save(plan.save);
  try {
    for (const [index, step] of plan.changes.entries()) {
      if (index < deps.job.limits.changes) await applyChange(carrier, step);
      else {
        report.counts.postponed++;
        await links.save([step.idle]);
      }
    }
    await makeContacts(carrier);
    await makePeople(carrier);
    await removeContacts(carrier);
  } finally {
    await carrier.confirm();
  }
}
