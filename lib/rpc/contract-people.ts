import * as v from 'valibot';
import type { NumberField, PersonHit } from '../core/person-hit.ts';
import { callId, card, method, none, userId } from './method.ts';

const query = v.pipe(v.string(), v.trim(), v.maxLength(200));
const field = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,60}$/));

/** Finding, creating and remembering the person behind a number. */
export const peopleContract = {
  /** Best first, at most 20; inactive people left out. */
  'person.search': method<PersonHit[]>()(v.object({ query }), card),
  /** Organisations whose name begins like this, for the form. */
  'person.organizations': method<{ id: number; name: string }[]>()(v.object({ query }), card),
  'person.fields': method<NumberField[]>()(none, card),
  /**
   * Creates a person with the number of this call. Refused with `person/similar` when somebody very
   * like them exists (`detail`: JSON of `PersonHit[]`), unless `anyway`. Never sends a role.
   */
  'person.create': method<{ userId: number }>()(
    v.object({
      callId,
      firstname: v.pipe(v.string(), v.trim(), v.maxLength(100)),
      lastname: v.pipe(v.string(), v.trim(), v.maxLength(100)),
      email: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(250))),
      organizationId: v.optional(v.number()),
      field,
      anyway: v.optional(v.boolean()),
    }),
    card,
  ),
  /**
   * Puts the number of this call into a field of an existing person. Refused with `person/occupied`
   * when the field holds another number (`detail`: that number), unless `replace`.
   */
  'person.attach': method<{ userId: number }>()(
    v.object({ callId, userId, field, replace: v.optional(v.boolean()) }),
    card,
  ),
  /** This call is with that person, who need not have the number: found by search. */
  'person.choose': method<null>()(v.object({ callId, userId }), card),
  /** "Not them", for the whole team; `undo` takes it back. */
  'number.exclude': method<null>()(
    v.object({ callId, userId, undo: v.optional(v.boolean()) }),
    card,
  ),
} as const;
