/**
 * The contact and call-log bridge that the sipgate app speaks, put together. Shape: the public
 * repository `sipgate/integration-bridge-framework`. Rules BR* of `SPEC-bridge.md`.
 */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Kysely } from 'kysely';
import type { Match } from '../../lib/core/agent-call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { createZammad } from '../../lib/zammad/zammad.ts';
import { createAttempts } from '../agents/attempts.ts';
import type { Log } from '../agents/log.ts';
import { clientAddress } from '../api/client-address.ts';
import type { RelayConfig } from '../config.ts';
import type { Clock } from '../hub/clock.ts';
import { createAudit } from '../store/audit.ts';
import type { Tables } from '../store/tables.ts';
import { settingsFor } from '../workspace/settings-policy.ts';
import { createAcceptedAddress } from './accepted-address.ts';
import { accountRoutes } from './account-routes.ts';
import { createAudited } from './audited.ts';
import { BridgeError } from './bridge-error.ts';
import { type BridgeEnv, createBridgeHttp } from './bridge-http.ts';
import { createCallNotes } from './call-notes.ts';
import { callRoutes } from './call-routes.ts';
import { createFindCallers } from './caller.ts';
import { createContacts } from './contact.ts';
import { createContactChange } from './contact-change.ts';
import { createContactCreation } from './contact-creation.ts';
import { createReadContactInput } from './contact-input.ts';
import { createContactReader } from './contact-reader.ts';
import { createContactRemoval } from './contact-removal.ts';
import { contactRoutes } from './contact-routes.ts';
import { createFollowUps } from './follow-ups.ts';
import { createPeopleReading } from './held-people.ts';
import { createInTurn } from './in-turn.ts';
import { createNoteLog } from './note-log.ts';
import { createNotePlaces } from './note-places.ts';
import { createNoteWriter } from './note-writer.ts';
import { createNumberLabels } from './number-labels.ts';
import { createOrganizationNames } from './organization-names.ts';
import { createPeopleCache } from './people-cache.ts';
import { createSameField } from './same-field.ts';
import { createSignIn } from './sign-in.ts';
import { createTidy } from './tidy.ts';
import { createVersions } from './versions.ts';

/** Pages of 500 people take Zammad up to some seconds. */
const ZAMMAD_TIMEOUT_MS = 30_000;

export interface BridgeDeps {
  db: Kysely<Tables>;
  config: RelayConfig;
  phone: Phone;
  /** The relay's directory, as the team corrects it. */
  lookup: (e164: string) => readonly Match[];
  clock: Clock;
  log: Log;
  fetch?: typeof fetch | undefined;
  timeoutMs?: number | undefined;
}

/** Everything under `/bridge`; undefined while it is switched off. */
export function createBridge(deps: BridgeDeps): Hono | undefined {
  const { db, config, phone, clock, log } = deps;
  const { bridge } = config;
  const { url } = config.zammad;
  if (!bridge.enabled || url === undefined) return undefined;
  const { now } = clock;
  const extra = config.directory.phoneFields;

  const audit = createAudit({ db, now });
  const audited = createAudited(audit);
  const inTurn = createInTurn();
  const labels = createNumberLabels(extra, bridge.labels);
  const sameField = createSameField(phone, labels);
  const versions = createVersions({ db, sameField });
  const reading = createPeopleReading({ versions, phone, labels, extra, config: bridge, now });
  const cache = createPeopleCache({ reading, clock });
  const reader = createContactReader({ phone, labels, extra, versions, cache, now });
  const readInput = createReadContactInput({ phone, labels, sameField });
  const organizations = createOrganizationNames({ audit });
  const writing = { reader, readInput, organizations, labels, audited, inTurn, now };
  const change = createContactChange({ ...writing, versions });
  const noteLog = createNoteLog(db);
  const writer = createNoteWriter({ log: noteLog, audited, inTurn, now });
  const places = createNotePlaces(bridge);
  const tidy = createTidy({
    db,
    versions,
    notes: noteLog,
    retentionDays: config.retentionDays,
    log,
    now,
  });
  const http = createBridgeHttp({
    signIn: createSignIn({
      zammad: (token) =>
        createZammad({
          url,
          token,
          fetch: deps.fetch,
          timeoutMs: deps.timeoutMs ?? ZAMMAD_TIMEOUT_MS,
        }),
      attempts: createAttempts({ clock }),
      clock,
    }),
    linkBaseOf: createAcceptedAddress([url, ...bridge.zammadUrls]),
    log,
  });

  const app = new Hono<BridgeEnv>();
  app.use(async (c, next) => {
    c.set('address', clientAddress(c.env?.incoming, config.trustProxy));
    tidy();
    await next();
  });
  // Ten thousand contacts are some megabytes.
  app.use('/contacts', compress());
  app.route(
    '/',
    contactRoutes({
      http,
      contacts: createContacts({ phone, labels, profilePage: bridge.profilePage }),
      cache,
      versions,
      reader,
      create: createContactCreation({ ...writing, db, change, extra, sameField, audit }),
      change,
      remove: createContactRemoval({ reader, extra, audited, inTurn }),
      now,
    }),
  );
  app.route(
    '/',
    callRoutes({
      http,
      phone,
      notes: createCallNotes({
        writer,
        log: noteLog,
        places,
        findCallers: createFindCallers({ lookup: deps.lookup, reader, cache, phone }),
        phone,
      }),
      followUps: createFollowUps({ writer, log: noteLog, places, audited, inTurn }),
      outcomes: (account) => settingsFor(config.settings, account).values.outcomes ?? [],
    }),
  );
  app.route('/', accountRoutes({ http }));
  app.all('*', (c) => http.failure(c, new BridgeError(404, 'The bridge has no such address')));
  app.onError((error, c) => http.failure(c, error));
  return app as unknown as Hono;
}
