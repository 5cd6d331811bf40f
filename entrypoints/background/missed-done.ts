/**
 * Missed calls that were taken care of, here and in Zammad's own caller log. The relay's answer is
 * what counts; the log follows where the agent may write it and Zammad answers.
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Result } from '../../lib/rpc/contract.ts';
import type { CtiRow } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Accounts } from './accounts.ts';
import { codeOf } from './problem.ts';

export interface MissedDoneDeps {
  accounts: Accounts;
  onError: (error: unknown) => void;
}

export type MissedDone = ReturnType<typeof createMissedDone>;

export function createMissedDone({ accounts, onError }: MissedDoneDeps) {
  let work: Promise<void> = Promise.resolve();

  /** One after the other; refusals (no `cti.agent`, log switched off) and a silent Zammad are borne. */
  function markInLog(which: (row: CtiRow) => boolean): void {
    const zammad = accounts.zammad();
    if (!zammad) return;
    work = work.then(async () => {
      try {
        const { rows } = await zammad.client.ctiLog();
        const ids = rows.filter((row) => !row.done && which(row)).map(({ id }) => id);
        if (ids.length > 0) await zammad.client.ctiDoneMany(ids);
      } catch (error) {
        if (!(error instanceof ZammadError)) onError(error);
      }
    });
  }

  return {
    /** Rows of the missed board, by their keys. */
    async done(keys: string[]): Promise<Result<{ calls: number }>> {
      const relay = accounts.relay();
      if (!relay) return { ok: false, code: 'relay/unpaired' };
      try {
        const { ids } = await relay.doneMany({ keys });
        const done = new Set(ids);
        if (done.size > 0) markInLog((row) => done.has(row.callId));
        return { ok: true, value: { calls: ids.length } };
      } catch (error) {
        return { ok: false, code: codeOf(error) };
      }
    },
    /** This agent talks with somebody: the attempts they made before are settled. */
    reached(call: AgentCall): void {
      const { number } = call.remote;
      if (!number || !accounts.connection().relay?.facts?.forwards) return;
      const phone = accounts.phone();
      markInLog(
        (row) =>
          row.direction === 'in' &&
          row.state === 'hangup' &&
          row.callId !== call.id &&
          phone.same(row.from, number),
      );
    },
    /** What was begun is through. */
    settled: (): Promise<void> => work,
  };
}
