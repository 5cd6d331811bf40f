/** Answers of `/v1/privacy/:number`. */
import * as v from 'valibot';
import {
  PRIVACY_ENDS,
  PRIVACY_KINDS,
  type PrivacyErased,
  type PrivacyReport,
} from '../core/privacy.ts';

const time = v.optional(v.number());
const kind = v.picklist(PRIVACY_KINDS);

export const privacyReportSchema: v.GenericSchema<unknown, PrivacyReport> = v.object({
  number: v.string(),
  officer: v.boolean(),
  retentionDays: v.number(),
  items: v.array(
    v.object({
      kind,
      count: v.number(),
      firstAt: time,
      lastAt: time,
      end: v.picklist(PRIVACY_ENDS),
      goesAt: time,
    }),
  ),
  more: v.optional(v.boolean()),
  running: v.optional(v.boolean()),
});

export const privacyErasedSchema: v.GenericSchema<unknown, PrivacyErased> = v.object({
  done: v.boolean(),
  counts: v.record(kind, v.number()),
}) as v.GenericSchema<unknown, PrivacyErased>;
