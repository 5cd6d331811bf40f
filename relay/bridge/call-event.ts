/** A call as a client tells it. Shape of the public framework's `CallEvent`. Rule BR16. */
import * as v from 'valibot';
import type { Phone } from '../../lib/core/phone.ts';
import { isDirectDial } from './number-forms.ts';

export const MAX_NOTE = 100_000;
/** The last moment that a date can have. */
const MAX_TIME = 8.64e15;

const time = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_TIME));
const entries = {
  id: v.pipe(
    v.union([v.string(), v.number()]),
    v.transform(String),
    v.minLength(1),
    v.maxLength(250),
  ),
  startTime: time,
  endTime: v.nullish(time),
  direction: v.picklist(['IN', 'OUT']),
  participants: v.pipe(
    v.array(
      v.object({
        type: v.picklist(['local', 'remote']),
        phoneNumber: v.pipe(v.nullish(v.string(), ''), v.maxLength(100)),
      }),
    ),
    v.maxLength(50),
  ),
  note: v.pipe(v.nullish(v.string(), ''), v.maxLength(MAX_NOTE)),
  state: v.nullish(v.picklist(['BUSY', 'CONNECTED', 'MISSED', 'NOT_FOUND'])),
  outcome: v.nullish(v.pipe(v.string(), v.maxLength(200))),
};

export const callEventSchema = v.object(entries);
export type CallEvent = v.InferOutput<typeof callEventSchema>;

const entitySchema = v.looseObject({
  id: v.pipe(v.string(), v.maxLength(100)),
  type: v.pipe(v.string(), v.maxLength(50)),
  source: v.pipe(v.string(), v.maxLength(100)),
  logId: v.nullish(v.pipe(v.string(), v.maxLength(100))),
});
export type Entity = v.InferOutput<typeof entitySchema>;

export const entitiesSchema = v.nullish(v.pipe(v.array(entitySchema), v.maxLength(50)), []);
export const callLogSchema = v.object({ ...entries, integrationEntities: entitiesSchema });

/** The other side's number; `''` when it hides itself. */
export function remoteNumber({ participants }: CallEvent): string {
  return participants.find(({ type }) => type === 'remote')?.phoneNumber ?? '';
}

/** Calls among ourselves are not written down. */
export function isInternal(event: CallEvent, phone: Phone): boolean {
  return event.participants.some(
    ({ type, phoneNumber }) =>
      type === 'remote' && phoneNumber !== '' && isDirectDial(phoneNumber, phone),
  );
}
