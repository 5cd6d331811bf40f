import { Hono } from 'hono';
import { type Faults, MODES } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Settings } from './world/settings.ts';
import { DRIVERS } from './world/settings.ts';
import type { World } from './world/world.ts';

export interface ControlDeps {
  faults: Faults;
  journal: Journal;
  worldOf: () => World;
  reset: () => void;
}

/** The hooks for tests under `/sandbox`; on loopback like everything else here. */
export function createControl({ faults, journal, worldOf, reset }: ControlDeps): Hono {
  const app = new Hono();

  app.post('/control', async (c) => {
    const input = (await c.req.json()) as Record<string, unknown>;
    const wanted = input['mode'];
    if (wanted === 'token-creation-off') worldOf().settings.token_creation = false;
    else if (wanted === 'token-access-off') worldOf().settings.api_token_access = false;
    else if (wanted !== undefined) {
      const mode = MODES.find((candidate) => candidate === wanted);
      if (!mode) return c.json({ error: `unknown mode; one of ${MODES.join(', ')}` }, 422);
      if (mode === 'ok') {
        worldOf().settings.token_creation = true;
        worldOf().settings.api_token_access = true;
      }
      faults.set({
        mode,
        delayMs: Number(input['delayMs'] ?? 10_000),
        match: typeof input['match'] === 'string' ? new RegExp(input['match']) : undefined,
        times: typeof input['times'] === 'number' ? input['times'] : undefined,
      });
    }
    if (typeof input['settings'] === 'object' && input['settings'] !== null) {
      applySettings(worldOf().settings, input['settings'] as Record<string, unknown>);
    }
    return c.json({ ok: true });
  });
  app.get('/journal', (c) => c.json(journal.entries()));
  app.delete('/journal', (c) => {
    journal.clear();
    return c.json({ ok: true });
  });
  app.post('/reset', (c) => {
    faults.clear();
    journal.clear();
    reset();
    return c.json({ ok: true });
  });
  return app;
}

/** Merges one level deep: `{time_accounting: true, drivers: {cti: {enabled: false}}}`. */
function applySettings(settings: Settings, input: Record<string, unknown>): void {
  for (const field of ['time_accounting', 'api_token_access', 'token_creation'] as const) {
    if (typeof input[field] === 'boolean') settings[field] = input[field];
  }
  if (typeof input['time_accounting_unit'] === 'string') {
    settings.time_accounting_unit = input['time_accounting_unit'];
  }
  if (typeof input['article_delete_seconds'] === 'number') {
    settings.article_delete_seconds = input['article_delete_seconds'];
  }
  if (typeof input['sipgate_alternative_fqdn'] === 'string') {
    settings.sipgate_alternative_fqdn = input['sipgate_alternative_fqdn'];
  }
  const drivers = (input['drivers'] ?? {}) as Record<string, object>;
  for (const driver of DRIVERS) Object.assign(settings.drivers[driver], drivers[driver]);
}
