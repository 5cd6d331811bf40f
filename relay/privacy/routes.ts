/** `GET /v1/privacy/:number`, `GET /v1/privacy/:number/export`, `DELETE /v1/privacy/:number`. Rules PV1–PV6. */
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { PrivacyErased } from '../../lib/core/privacy.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import { createAttempts } from '../agents/attempts.ts';
import { askedDigits } from '../api/asked-number.ts';
import type { ApiEnv } from '../api/auth.ts';
import { ApiError } from '../api/errors.ts';
import type { Clock } from '../hub/clock.ts';
import type { Erasures } from './erasures.ts';
import { exportJson } from './export.ts';
import type { LookupAudit } from './lookup-audit.ts';
import type { Reports } from './report.ts';

/** Questions of one agent in a minute: enough for people who ask, too few to go through numbers. */
const PER_MINUTE = 20;
/** So long the one who asked waits; then it goes on without them. */
const WAIT_MS = 20_000;

export function privacyRoutes(deps: {
  reports: Reports;
  erasures: Pick<Erasures, 'erase'>;
  lookups: LookupAudit;
  phone: Phone;
  clock: Clock;
  retentionDays: number;
  isOfficer: (agent: Agent) => boolean;
}): Hono<ApiEnv> {
  const { reports, erasures, lookups, clock, isOfficer } = deps;
  const counted = createAttempts({ clock, limit: PER_MINUTE });
  const app = new Hono<ApiEnv>();

  function ask(text: string, agent: Agent): string {
    if (counted.failed(String(agent.id))) {
      throw new ApiError(429, 'privacy/rate', 'Too many numbers in a minute; wait a minute.');
    }
    return askedDigits(deps.phone, text);
  }
  function officerOnly(agent: Agent): void {
    if (isOfficer(agent)) return;
    throw new ApiError(
      403,
      'privacy/officer',
      'Only those whom the administrator named in privacy.officers may do this. Ask one of them.',
    );
  }

  app.get('/privacy/:number', async (c) => {
    const { agent } = c.get('session');
    const digits = ask(c.req.param('number'), agent);
    await lookups.note(`agent:${agent.login}`, 'privacy', digits);
    return c.json(
      isOfficer(agent) ? await reports.whole(digits) : await reports.seenBy(agent.id, digits),
    );
  });

  app.get('/privacy/:number/export', async (c) => {
    const { agent } = c.get('session');
    officerOnly(agent);
    const digits = ask(c.req.param('number'), agent);
    await lookups.note(`agent:${agent.login}`, 'export', digits);
    const about = { at: clock.now(), retentionDays: deps.retentionDays };
    c.header('content-type', 'application/json; charset=utf-8');
    c.header('content-disposition', 'attachment; filename="offhook-privacy.json"');
    c.header('cache-control', 'no-store');
    return stream(c, async (out) => {
      for await (const part of exportJson(reports, digits, about)) {
        if (out.aborted) return;
        await out.write(part);
      }
    });
  });

  app.delete('/privacy/:number', async (c) => {
    const { agent } = c.get('session');
    officerOnly(agent);
    const digits = ask(c.req.param('number'), agent);
    if (await reports.running(digits)) {
      c.header('retry-after', '60');
      throw new ApiError(
        409,
        'privacy/running',
        'A call with this number is going on. Erase it when the call is over.',
      );
    }
    const erasing = erasures.erase(digits, `agent:${agent.login}`);
    const late = new Promise<undefined>(
      (resolve) => void clock.after(WAIT_MS, () => resolve(undefined)),
    );
    const counts = await Promise.race([erasing, late]);
    if (counts) return c.json({ done: true, counts } satisfies PrivacyErased);
    // It is tried again by itself.
    erasing.catch(() => {});
    return c.json({ done: false, counts: {} } satisfies PrivacyErased, 202);
  });
  return app;
}
