/** Writes that were cut off (killed, no answer) are looked at before anything new is written. */
import type { Batch } from './batches.ts';
import type { Writer } from './writer.ts';

/**
 * @returns how many were looked at; the batches are as of before
 * @throws ZammadError when Zammad cannot be asked
 */
export async function settleOpen(batches: readonly Batch[], writer: Writer): Promise<number> {
  let settled = 0;
  for (const { id: batch, entries } of batches) {
    for (const { person, fields, fix, undo } of entries) {
      if (fix === 'open') await writer.settle({ action: 'number.fix', batch, person, fields });
      if (undo === 'open') await writer.settle({ action: 'number.undo', batch, person, fields });
      if (fix === 'open' || undo === 'open') settled += 1;
    }
  }
  return settled;
}
