/** The target that a job names. */
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { Clock } from '../hub/clock.ts';
import { createPlacetelTarget, PLACETEL_SPACING_MS, PLACETEL_URL } from './placetel-target.ts';
import { createSipgateTarget, SIPGATE_SPACING_MS, SIPGATE_URL } from './sipgate-target.ts';
import type { ContactTarget } from './target.ts';
import { createTargetRequest } from './target-request.ts';

export function createTarget(
  job: ContactSyncConfig,
  deps: {
    clock: Clock;
    isSameNumber: (a: string, b: string) => boolean;
    pageSize?: number | undefined;
  },
): ContactTarget {
  const { clock, isSameNumber, pageSize } = deps;
  switch (job.target) {
    case 'sipgate': {
      // RFC 7617, with the token's id as name.
      const basic = Buffer.from(`${job.tokenId ?? ''}:${job.token}`).toString('base64');
      const request = createTargetRequest({
        url: job.url ?? SIPGATE_URL,
        authorization: `Basic ${basic}`,
        spacingMs: SIPGATE_SPACING_MS,
        clock,
      });
      return createSipgateTarget({ request, isSameNumber, pageSize });
    }
    case 'placetel': {
      const request = createTargetRequest({
        url: job.url ?? PLACETEL_URL,
        authorization: `Bearer ${job.token}`,
        spacingMs: PLACETEL_SPACING_MS,
        clock,
      });
      return createPlacetelTarget({ request, pageSize });
    }
  }
}
