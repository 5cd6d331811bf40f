/** `/call-log`, `/events/calls`, `/entity`, `/tasks`. Rules BR16 to BR21 of `SPEC-bridge.md`. */
import { Hono } from 'hono';
import type { Phone } from '../../lib/core/phone.ts';
import { delegated } from './bridge-error.ts';
import { type BridgeEnv, type BridgeHttp, readJson, zammadId } from './bridge-http.ts';
import { callEventSchema, callLogSchema, isInternal } from './call-event.ts';
import type { CallNotes } from './call-notes.ts';
import { outcomeChoice } from './call-text.ts';
import { oneEntity } from './entities.ts';
import { type FollowUps, followUpSchema, taskFields } from './follow-ups.ts';
import type { Account } from './sign-in.ts';

const MAX_BODY = 512 * 1024;
const AGENT = 'ticket.agent';

export interface CallRouteDeps {
  http: BridgeHttp;
  notes: CallNotes;
  followUps: FollowUps;
  phone: Phone;
  /** What the team's settings offer this person. */
  outcomes: (account: Pick<Account, 'login' | 'email'>) => readonly string[];
}

export function callRoutes(deps: CallRouteDeps): Hono<BridgeEnv> {
  const { http, notes, followUps, phone } = deps;
  const app = new Hono<BridgeEnv>();

  app.post(
    '/events/calls',
    http.signedIn(async (c, account) => {
      const event = await readJson(c, callEventSchema, 'call event', MAX_BODY);
      if (isInternal(event, phone)) return c.text('Skipping call event');
      return c.text((await notes.forNumber(account, event))?.logId ?? '');
    }, AGENT),
  );
  app.put(
    '/events/calls/:id',
    http.signedIn(async (c, account) => {
      const event = await readJson(c, callEventSchema, 'call event', MAX_BODY);
      await notes.change(account, c.req.param('id') ?? '', event);
      return c.body(null, 200);
    }, AGENT),
  );
  app.put(
    '/call-log',
    http.signedIn(async (c, account) => {
      const event = await readJson(c, callLogSchema, 'call log', MAX_BODY);
      if (isInternal(event, phone)) return c.json([]);
      return c.json(await notes.forEntities(account, event, event.integrationEntities));
    }, AGENT),
  );
  app.put(
    '/call-log/phoneNumber',
    http.signedIn(async (c, account) => {
      const event = await readJson(c, callEventSchema, 'call log', MAX_BODY);
      if (isInternal(event, phone)) return c.json(null);
      return c.json((await notes.forNumber(account, event)) ?? null);
    }, AGENT),
  );
  app.get(
    '/call-log-metadata',
    http.signedIn(async (c, account) =>
      c.json(outcomeChoice(deps.outcomes(account), account.language)),
    ),
  );
  app.get(
    '/entity/:type/:id',
    http.signedIn(async (c, account) => {
      const id = zammadId(c.req.param('id'));
      if (id === undefined) return c.json(null);
      return c.json(await oneEntity(account, c.req.param('type') ?? '', id));
    }, AGENT),
  );
  app.get(
    '/tasks/:id',
    http.signedIn(async (c, account) => {
      const id = zammadId(c.req.param('id'));
      if (id === undefined) throw delegated('notFound');
      return c.json(await followUps.task(account, id));
    }, AGENT),
  );
  app.post(
    '/tasks',
    http.signedIn(async (c, account) => {
      const followUp = await readJson(c, followUpSchema, 'follow-up', MAX_BODY);
      return c.json({ followUpId: await followUps.create(account, followUp) });
    }, AGENT),
  );
  app.get(
    '/task-metadata',
    http.signedIn(async (c, account) => c.json(taskFields(account.language))),
  );
  return app;
}
