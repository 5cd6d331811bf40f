/** Every stored item, in one list: this is all the extension keeps in the browser. */
import type * as v from 'valibot';
import type { AgentCall } from '../core/agent-call.ts';
import { connectionItem, createdTokenItem } from './connection.ts';
import { liveItem } from './live.ts';
import { draftsItem, outboxItem } from './notes.ts';
import { habitsItem, settingsItem } from './settings.ts';
import { createStored, type StoredDeps } from './stored.ts';

/** @param callSchema the protocol's schema of a call */
export function defineItems(callSchema: v.GenericSchema<unknown, AgentCall>) {
  return {
    connection: connectionItem,
    createdToken: createdTokenItem,
    settings: settingsItem,
    habits: habitsItem,
    drafts: draftsItem,
    outbox: outboxItem,
    live: liveItem(callSchema),
  };
}

export function createItems(deps: StoredDeps, callSchema: v.GenericSchema<unknown, AgentCall>) {
  const items = defineItems(callSchema);
  return {
    connection: createStored(deps, items.connection),
    createdToken: createStored(deps, items.createdToken),
    settings: createStored(deps, items.settings),
    habits: createStored(deps, items.habits),
    drafts: createStored(deps, items.drafts),
    outbox: createStored(deps, items.outbox),
    live: createStored(deps, items.live),
  };
}
