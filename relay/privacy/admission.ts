/**
 * Who may be in the directory: nobody who is excluded, and no number that was erased until Zammad
 * changed the record. Rules PV7 and PV8 of `SPEC-privacy.md`.
 */
import type { Match } from '../../lib/core/agent-call.ts';
import type { OrganizationRecord, ZammadUser } from '../../lib/zammad/types.ts';
import type { ExcludedConfig } from '../config-privacy.ts';
import type { DirectoryOrganization } from '../directory/organizations.ts';
import type { DirectoryPerson } from '../directory/person.ts';
import { createExcluded, createExcludedName, createExcludedOrganization } from './excluded.ts';
import type { LeftOut } from './left-out.ts';

export interface Admission {
  /** Attributes to read with every person, besides those that hold numbers. */
  fields: readonly string[];
  /** Must not be known at all. */
  excluded(user: ZammadUser): boolean;
  /** May this person or organisation be named at all? By id or name alone. */
  shown(match: Pick<Match, 'userId' | 'name' | 'organization'>): boolean;
  /** Its numbers are nobody's. */
  excludedOrganization(record: Pick<OrganizationRecord, 'id' | 'name'>): boolean;
  /** Without numbers that were erased; undefined when none is left. */
  person(person: DirectoryPerson): Promise<DirectoryPerson | undefined>;
  organization(organization: DirectoryOrganization): Promise<DirectoryOrganization>;
  /** From now on these records are without that number. */
  leaveOut: LeftOut['add'];
}

export function createAdmission(deps: { config: ExcludedConfig; leftOut: LeftOut }): Admission {
  const { config, leftOut } = deps;
  const organization = createExcludedOrganization(config);
  const { excludeField } = config;
  const isOut = createExcluded(config);
  const named = createExcludedName(config);
  return {
    fields: excludeField === undefined ? [] : [excludeField],
    excluded(user) {
      const out = isOut(user);
      leftOut.exclude(user.id, out);
      return out;
    },
    shown({ userId, name, organization: company }) {
      if (userId === undefined) return !organization(undefined, name);
      return !leftOut.isExcluded(userId) && !named({ id: userId, name, organization: company });
    },
    excludedOrganization: ({ id, name }) => organization(id, name),
    leaveOut: leftOut.add,
    async person(person) {
      const gone = await leftOut.of('person', person);
      if (!gone) return person;
      const numbers = person.numbers.filter(({ digits }) => !gone.has(digits));
      const { partial, ...rest } = person;
      const kept = partial?.filter(({ digits }) => !gone.has(digits)) ?? [];
      if (numbers.length + kept.length === 0) return undefined;
      return { ...rest, numbers, ...(kept.length > 0 && { partial: kept }) };
    },
    async organization(one) {
      const gone = await leftOut.of('organization', one);
      return gone ? { ...one, numbers: one.numbers.filter((n) => !gone.has(n.digits)) } : one;
    },
  };
}
