/**
 * People and organisations that the relay must know nothing of. Pure; the one place that decides.
 * Rule PV8 of `SPEC-privacy.md`.
 */
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { ExcludedConfig } from '../config-privacy.ts';

/** As much of a person as anybody knows; what is missing decides nothing. */
export interface ExcludedCandidate {
  id?: number | undefined;
  name?: string | undefined;
  organization?: string | undefined;
  organizationId?: number | undefined;
}

const NO = new Set(['', '0', 'no', 'false', 'off', 'nein', 'f', 'n']);

/**
 * @returns whether the person must not be in the directory and what is made of it. The attribute
 * counts only where it was read together with the person (`extra`).
 */
export function createExcluded(config: ExcludedConfig): (user: ZammadUser) => boolean {
  const named = createExcludedName(config);
  const people = entries(config.excludePeople);
  const { excludeField: field } = config;
  return (user) => {
    const flag = field === undefined ? '' : (user.extra?.[field] ?? '');
    if (!NO.has(fold(flag))) return true;
    if ([user.login, user.email].some((text) => text !== '' && people.names.has(fold(text)))) {
      return true;
    }
    return named({ ...user, name: personName(user) });
  };
}

/** The same for those of whom only name or id is known, e.g. what browsers report. */
export function createExcludedName(
  config: Pick<ExcludedConfig, 'excludeOrganizations' | 'excludePeople'>,
): (candidate: ExcludedCandidate) => boolean {
  const people = entries(config.excludePeople);
  const organization = createExcludedOrganization(config);
  return ({ id, name, organization: company, organizationId }) =>
    people.has(id, name) || organization(organizationId, company);
}

/** Organisations whose people and numbers are left out. */
export function createExcludedOrganization(
  config: Pick<ExcludedConfig, 'excludeOrganizations'>,
): (id: number | undefined, name: string | undefined) => boolean {
  return entries(config.excludeOrganizations).has;
}

/** Whoever changes this must read everybody again: an equal text means that nobody is left out or in anew. */
export function excludedKey(config: ExcludedConfig): string {
  const { excludeField = '', excludeOrganizations, excludePeople } = config;
  return JSON.stringify([excludeField, excludeOrganizations, excludePeople]);
}

function entries(list: readonly (string | number)[]) {
  const ids = new Set(list.filter((one) => typeof one === 'number'));
  const names = new Set(list.filter((one) => typeof one === 'string').map(fold));
  return {
    names,
    has: (id: number | undefined, name: string | undefined): boolean =>
      (id !== undefined && ids.has(id)) || (name !== undefined && names.has(fold(name))),
  };
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
