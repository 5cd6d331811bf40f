/**
 * A contact that a client changed, merged field by field with what Zammad says now: what both
 * changed goes to the newest, and what loses is in the audit log. Rules BR10 to BR13.
 */
import { randomUUID } from 'node:crypto';
import { type ContactFields, mergeFields } from '../../lib/core/contact-merge.ts';
import type { AuditEntry } from '../store/audit.ts';
import type { Audited } from './audited.ts';
import type { BridgePerson } from './bridge-person.ts';
import type { ContactInput, ReadContactInput } from './contact-input.ts';
import type { ContactReader } from './contact-reader.ts';
import type { InTurn } from './in-turn.ts';
import type { NumberLabels } from './number-labels.ts';
import type { OrganizationNames } from './organization-names.ts';
import { userInput } from './person-fields.ts';
import type { Account } from './sign-in.ts';
import type { Versions } from './versions.ts';

export interface ChangedContact {
  person: BridgePerson;
  /** The organisation does not exist and the token may not make it. */
  leftOut: boolean;
}

export type ChangeContact = (
  account: Account,
  id: number,
  input: ContactInput,
) => Promise<ChangedContact>;

export function createContactChange(deps: {
  reader: ContactReader;
  readInput: ReadContactInput;
  versions: Versions;
  organizations: OrganizationNames;
  labels: NumberLabels;
  audited: Audited;
  /** By contact: two changes of one never pass each other. */
  inTurn: InTurn;
  now: () => number;
}): ChangeContact {
  const { reader, readInput, versions, organizations, labels, audited, inTurn, now } = deps;

  async function write(
    account: Account,
    { id, fields: before }: BridgePerson,
    changed: ContactFields,
    entries: AuditEntry[],
    batch: string,
  ): Promise<boolean> {
    const name = changed['organization'];
    const organizationId =
      name === undefined || name === ''
        ? undefined
        : await organizations.idOf(account, name, batch);
    const leftOut = name !== undefined && name !== '' && organizationId === undefined;
    const kept = leftOut
      ? Object.fromEntries(Object.entries(changed).filter(([field]) => field !== 'organization'))
      : changed;
    const base = { actor: `bridge:${account.login}`, subject: `user:${id}`, batch };
    const all = [
      ...Object.entries(kept).map(([field, after]) => ({
        ...base,
        action: 'contact.change',
        detail: { field, before: before[field] ?? '', after },
      })),
      ...entries,
    ];
    if (Object.keys(kept).length === 0) return leftOut;
    const input = userInput(kept, labels, organizationId);
    await audited(all, async () => {
      if (name === '') await account.zammad.leaveOrganization(id);
      if (Object.keys(input).length > 0) await account.zammad.updateUser(id, input);
    });
    return leftOut;
  }

  return (account, id, input) =>
    inTurn(`contact ${id}`, async () => {
      const current = await reader.read(account, id);
      await reader.notStaff(account, current);
      const theirs = readInput(input, current.fields);
      const { base, same } = await versions.baseFor(account.client, id);
      const times = { oursAt: current.updatedAt, theirsAt: now() };
      const { changes } = mergeFields(base, current.fields, theirs, times, same);
      const batch = randomUUID();
      const conflicts = changes
        .filter(({ lost }) => lost !== undefined)
        .map(({ field, kept, lost }) => ({
          actor: `bridge:${account.login}`,
          subject: `user:${id}`,
          batch,
          action: 'contact.conflict',
          detail: { field, kept, lost },
        }));
      const wanted = changes.filter(({ from }) => from === 'theirs');
      const changed = Object.fromEntries(wanted.map(({ field, kept }) => [field, kept]));
      let leftOut = false;
      if (wanted.length > 0) leftOut = await write(account, current, changed, conflicts, batch);
      else if (conflicts.length > 0) await audited(conflicts, () => Promise.resolve());
      const person = wanted.length > 0 ? await reader.read(account, id) : current;
      await reader.told(account, person);
      return { person, leftOut };
    });
}
