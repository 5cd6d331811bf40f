import * as v from 'valibot';
import type { PrivacyErasure, PrivacyView } from '../core/privacy.ts';
import { method, page } from './method.ts';

const asked = v.object({ text: v.pipe(v.string(), v.maxLength(200)) });

/** What is stored about a number. Refused with `dial/unreadable`; the relay's refusals are `privacy/…`. */
export const privacyContract = {
  /** What relay and this browser store. */
  'privacy.report': method<PrivacyView>()(asked, page),
  /** JSON text of all of it; for those whom the administrator named. */
  'privacy.export': method<{ text: string; name: string }>()(asked, page),
  /** There is no way back; for those whom the administrator named. */
  'privacy.erase': method<PrivacyErasure>()(asked, page),
} as const;
