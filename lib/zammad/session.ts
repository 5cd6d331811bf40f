import * as v from 'valibot';
import { compact } from './read.ts';
import type { Request } from './request.ts';
import { type Signshow, TIME_UNITS, type TimeUnit } from './types.ts';

const availableSchema = v.pipe(
  v.object({ app_version: v.string() }),
  v.transform(({ app_version }) => ({ appVersion: app_version })),
);

const attributesSchema = v.fallback(
  v.object({
    User: v.array(
      v.object({
        name: v.string(),
        display: v.fallback(v.string(), ''),
        tag: v.nullish(v.string()),
      }),
    ),
  }),
  { User: [] },
);

/** `''` while none was chosen; the key exists since 6.x. */
function unitOf(text: string | null | undefined): TimeUnit | undefined {
  if (text === undefined || text === null) return undefined;
  return TIME_UNITS.find((unit) => unit === (text === '' ? 'none' : text)) ?? 'custom';
}

const signshowSchema = v.pipe(
  v.object({
    error: v.nullish(v.string()),
    session: v.nullish(v.object({ id: v.number() })),
    config: v.object({
      product_name: v.string(),
      fqdn: v.optional(v.string()),
      http_type: v.optional(v.string()),
      ticket_hook: v.fallback(v.nullish(v.string()), undefined),
      cti_integration: v.nullish(v.boolean()),
      time_accounting: v.nullish(v.boolean()),
      time_accounting_unit: v.nullish(v.string()),
      ui_ticket_zoom_article_delete_timeframe: v.fallback(v.nullish(v.number()), undefined),
      api_token_access: v.nullish(v.boolean()),
    }),
    models: v.optional(attributesSchema, { User: [] }),
  }),
  v.transform(({ session, config, models }): Signshow =>
    compact({
      loggedIn: !!session,
      productName: config.product_name,
      fqdn: config.fqdn,
      httpType: config.http_type,
      ticketHook: config.ticket_hook ?? undefined,
      ctiIntegration: config.cti_integration ?? undefined,
      timeAccounting: config.time_accounting ?? undefined,
      timeAccountingUnit: unitOf(config.time_accounting_unit),
      articleDeleteMs: deleteMs(config.ui_ticket_zoom_article_delete_timeframe),
      userAttributes: models.User.filter(({ tag }) => tag === 'input' || tag === 'tel').map(
        ({ name, display }) => ({ name, display }),
      ),
      apiTokenAccess: config.api_token_access ?? undefined,
    }),
  ),
);

/** Zammad says seconds; 0 means no limit. */
function deleteMs(seconds: number | null | undefined): number | undefined {
  return seconds ? seconds * 1_000 : undefined;
}

export function createSession(request: Request) {
  return {
    /** Is a Zammad there? Needs no token; `appVersion` is a build stamp, not a release. */
    available: (): Promise<{ appVersion: string }> => request.get('available', availableSchema),

    /**
     * What Zammad tells about itself; more with a token. A bad token is answered like none
     * (`loggedIn: false`), so this is no test of a token. Heavy (65 kB): ask once.
     */
    signshow: (): Promise<Signshow> => request.get('signshow', signshowSchema),
  };
}
