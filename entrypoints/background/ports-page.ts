/** Reads what a page of Zammad tells over its port. The page is hostile ground: everything is checked. */
import * as v from 'valibot';
import type { PageMessage } from '../../lib/core/card.ts';

const TICKETS_MAX = 20;

const schema: v.GenericSchema<unknown, PageMessage> = v.variant('type', [
  v.object({
    type: v.literal('tickets'),
    ids: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 53 - 1))),
      v.maxLength(200),
      v.transform((ids) => [...new Set(ids)].slice(0, TICKETS_MAX)),
    ),
  }),
  v.object({
    type: v.literal('page'),
    visible: v.boolean(),
    activeAt: v.pipe(v.number(), v.finite(), v.minValue(0)),
  }),
]);

/** Undefined: not one of ours. */
export function readPageMessage(input: unknown): PageMessage | undefined {
  const read = v.safeParse(schema, input);
  return read.success ? read.output : undefined;
}

/** A page of Zammad as far as it told. */
export interface PageState {
  visible: boolean;
  /** Epoch ms; 0: nobody used it yet. */
  activeAt: number;
  tickets: readonly number[];
  /** Rises with each page that connects. */
  joined: number;
}

/** The page that sounds and acts: one on screen before hidden ones, then the one used last. */
export function electPage<P extends PageState>(pages: Iterable<P>): P | undefined {
  let best: P | undefined;
  for (const page of pages) if (!best || isBefore(page, best)) best = page;
  return best;
}

function isBefore(a: PageState, b: PageState): boolean {
  if (a.visible !== b.visible) return a.visible;
  return a.activeAt !== b.activeAt ? a.activeAt > b.activeAt : a.joined < b.joined;
}
