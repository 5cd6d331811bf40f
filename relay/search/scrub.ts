/**
 * Takes calls that were purged out of the index: their words must not stay behind. Blocks of which
 * nothing is left go as a whole.
 */
import { type Database, writeRelaxed } from '../store/database.ts';
import type { Block, Columns } from './columns.ts';
import { countOwned, pagePostings, readOwned, writePostings } from './index-store.ts';
import { BLOCK, eachBit, withoutPlaces } from './posting.ts';
import { breath } from './breath.ts';
import type { Writer } from './writer.ts';

/** Terms, and slots, gone through at once. */
const CHUNK = 400;
const SLOTS = 2_048;

export interface Scrub {
  /**
   * Looks through every block once. `thorough`: through every term, also for slots that a call was
   * to have and never had.
   */
  run(stopped: () => boolean, thorough?: boolean): Promise<void>;
}

export function createScrub(deps: { db: Database; columns: Columns; writer: Writer }): Scrub {
  const { db, columns, writer } = deps;
  /** Calls gone from a block when it was scrubbed last. */
  const scrubbed = new Map<number, number>();

  async function dropGone(block: Block): Promise<void> {
    if ((await countOwned(db, block.id)) === block.live) return;
    const first = block.id * BLOCK;
    for (let from = first; from < first + block.filled; from += SLOTS) {
      const owned = await readOwned(db, from, from + SLOTS);
      for (let slot = from; slot < from + SLOTS; slot += 1) {
        if (!owned.has(slot)) columns.drop(slot);
      }
      await breath();
    }
  }

  async function scrubBlock(
    block: Block,
    stopped: () => boolean,
    thorough: boolean,
  ): Promise<void> {
    await dropGone(block);
    let count = 0;
    eachBit(columns.gone(block), () => (count += 1));
    if (!thorough && count === (scrubbed.get(block.id) ?? 0)) return;
    const gone = columns.gone(block, thorough);
    for (let after = ''; ;) {
      const page = await pagePostings(db, block.id, after, CHUNK);
      const last = page.at(-1);
      if (!last || stopped()) break;
      const changed = page
        .map(({ term, posting }) => ({ term, posting, rest: withoutPlaces(posting, gone) }))
        .filter(
          ({ posting, rest }) => rest.byteLength !== posting.byteLength || differ(posting, rest),
        )
        .map(({ term, rest }): [string, Uint8Array] => [term, rest]);
      if (changed.length > 0) {
        await writeRelaxed(db, (connection) =>
          connection.transaction().execute((trx) => writePostings(trx, block.id, new Map(changed))),
        );
      }
      after = last.term;
      await breath();
    }
    if (stopped()) return;
    scrubbed.set(block.id, count);
    if (block.live === 0 && block.filled === BLOCK) columns.forget(block.id);
  }

  return {
    async run(stopped, thorough = false) {
      for (const block of columns.blocks.values()) {
        if (stopped()) return;
        await writer.alone(() => scrubBlock(block, stopped, thorough));
        await breath();
      }
    },
  };
}

function differ(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) !== 0;
}
