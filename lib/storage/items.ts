/** Every stored item, in one list: this is all the extension keeps in the browser. */
import type * as v from 'valibot';
import type { AgentCall } from '../core/agent-call.ts';
import { connectionItem, createdTokenItem } from './connection.ts';
import { liveItem } from './live.ts';
import { draftsItem, outboxItem } from './notes.ts';
import { awayItem } from './away.ts';
import type { Settings } from '../core/settings.ts';
import { numberMemoryItem } from './number-memory.ts';
import { habitsItem, policyItem, settingsItem } from './settings.ts';
import { createStored, type StoredDeps } from './stored.ts';

/** The protocol's schemas; the protocol is no business of this room. */
export interface ItemSchemas {
  call: v.GenericSchema<unknown, AgentCall>;
  /** A change of settings. */
  settings: v.GenericSchema<unknown, Partial<Settings>>;
}

export function defineItems(schemas: ItemSchemas) {
  return {
    connection: connectionItem,
    createdToken: createdTokenItem,
    settings: settingsItem(schemas.settings),
    policy: policyItem,
    away: awayItem,
    habits: habitsItem,
    drafts: draftsItem,
    outbox: outboxItem,
    numberMemory: numberMemoryItem,
    live: liveItem(schemas.call),
  };
}

export function createItems(deps: StoredDeps, schemas: ItemSchemas) {
  const items = defineItems(schemas);
  return {
    connection: createStored(deps, items.connection),
    createdToken: createStored(deps, items.createdToken),
    settings: createStored(deps, items.settings),
    policy: createStored(deps, items.policy),
    away: createStored(deps, items.away),
    habits: createStored(deps, items.habits),
    drafts: createStored(deps, items.drafts),
    outbox: createStored(deps, items.outbox),
    numberMemory: createStored(deps, items.numberMemory),
    live: createStored(deps, items.live),
  };
}
