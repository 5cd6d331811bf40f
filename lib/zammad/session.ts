import * as v from 'valibot';
import { compact } from './read.ts';
import type { Request } from './request.ts';
import type { Signshow } from './types.ts';

const availableSchema = v.pipe(
  v.object({ app_version: v.string() }),
  v.transform(({ app_version }) => ({ appVersion: app_version })),
);

const signshowSchema = v.pipe(
  v.object({
    error: v.nullish(v.string()),
    session: v.nullish(v.object({ id: v.number() })),
    config: v.object({
      product_name: v.string(),
      fqdn: v.optional(v.string()),
      http_type: v.optional(v.string()),
      cti_integration: v.nullish(v.boolean()),
      time_accounting: v.nullish(v.boolean()),
      api_token_access: v.nullish(v.boolean()),
    }),
  }),
  v.transform(({ session, config }): Signshow =>
    compact({
      loggedIn: !!session,
      productName: config.product_name,
      fqdn: config.fqdn,
      httpType: config.http_type,
      ctiIntegration: config.cti_integration ?? undefined,
      timeAccounting: config.time_accounting ?? undefined,
      apiTokenAccess: config.api_token_access ?? undefined,
    }),
  ),
);

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
