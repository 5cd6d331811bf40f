/** How one request of the contract is written down. */
import * as v from 'valibot';
import type { Role } from './role.ts';

export interface Method<I extends v.GenericSchema, O> {
  input: I;
  roles: readonly Role[];
  /** Only carries the type of the value on success. */
  output?: O;
}

export function method<O>() {
  return <I extends v.GenericSchema>(input: I, roles: readonly Role[]): Method<I, O> => ({
    input,
    roles,
  });
}

/** Our own pages and the card. */
export const card: readonly Role[] = ['page', 'content'];
/** Only our own pages. */
export const page: readonly Role[] = ['page'];

export const callId = v.pipe(v.string(), v.maxLength(250));
export const userId = v.pipe(v.number(), v.integer(), v.minValue(1));
export const none = v.object({});
const short = v.pipe(v.string(), v.maxLength(250));

export const noteTarget = v.variant('kind', [
  v.object({ kind: v.literal('ticket'), ticketId: v.pipe(v.number(), v.integer()) }),
  v.object({
    kind: v.literal('new'),
    title: short,
    groupId: v.pipe(v.number(), v.integer()),
    ownerId: v.optional(v.pipe(v.number(), v.integer())),
    priorityId: v.optional(v.pipe(v.number(), v.integer())),
  }),
  v.object({ kind: v.literal('later') }),
]);

/** What a note holds besides its text. */
export const noteExtras = {
  outcome: v.optional(short),
  tags: v.optional(v.pipe(v.array(short), v.maxLength(20))),
  followUpAt: v.optional(v.number()),
  minutes: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_440))),
};
