/** `bridge` of the configuration file: the contact and call-log bridge for the sipgate app. */
import * as v from 'valibot';
import type { ConfigProblem } from './config.ts';
import { httpUrl } from './config-parts.ts';

/** What the app calls a number; a custom attribute of Zammad may stand for any of them. */
export const NUMBER_LABELS = [
  'WORK',
  'MOBILE',
  'HOME',
  'HOMEFAX',
  'WORKFAX',
  'OTHERFAX',
  'PAGER',
  'WORKMOBILE',
  'WORKPAGER',
  'MAIN',
  'GOOGLEVOICE',
  'OTHER',
  'DIRECTDIAL',
] as const;
export type NumberLabel = (typeof NUMBER_LABELS)[number];

export interface BridgeConfig {
  /** Serve `/bridge` at all. */
  enabled: boolean;
  /** Further addresses that people may type for the same Zammad; never asked themselves. */
  zammadUrls: string[];
  /** Who is handed out: everybody, or only people with a number. */
  contacts: 'all' | 'withNumbers';
  /** At most so many people for one token, those changed last first. */
  maxContacts: number;
  /** What the custom attributes of `directory.phoneFields` are called; others are `OTHER`. */
  labels: Record<string, NumberLabel>;
  /** Name of the group in which tickets for calls are made; none: the first the token may use. */
  newTicketGroup?: string | undefined;
  /** Which of Zammad's two pages a contact opens; `desktop` exists only on newer versions. */
  profilePage: 'legacy' | 'desktop';
}

export const NO_BRIDGE: BridgeConfig = {
  enabled: false,
  zammadUrls: [],
  contacts: 'all',
  maxContacts: 20_000,
  labels: {},
  profilePage: 'legacy',
};

export const bridgeSchema = v.strictObject({
  enabled: v.optional(v.boolean('must be true or false'), NO_BRIDGE.enabled),
  zammadUrls: v.optional(
    v.pipe(v.array(httpUrl), v.maxLength(10, 'must name at most 10 addresses')),
    [],
  ),
  contacts: v.optional(
    v.picklist(['all', 'withNumbers'], 'must be all or withNumbers'),
    NO_BRIDGE.contacts,
  ),
  maxContacts: v.optional(
    v.pipe(
      v.number('must be a number'),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(200_000, 'must be at most 200000'),
    ),
    NO_BRIDGE.maxContacts,
  ),
  labels: v.optional(
    v.record(v.string(), v.picklist(NUMBER_LABELS, `must be one of ${NUMBER_LABELS.join(', ')}`)),
    {},
  ),
  newTicketGroup: v.optional(
    v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty')),
  ),
  profilePage: v.optional(
    v.picklist(['legacy', 'desktop'], 'must be legacy or desktop'),
    NO_BRIDGE.profilePage,
  ),
});

/** What only shows when everything is put together. */
export function bridgeProblems(
  bridge: BridgeConfig,
  zammadUrl: string | undefined,
  phoneFields: readonly string[],
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (bridge.enabled && zammadUrl === undefined) {
    problems.push({ path: 'bridge.enabled', message: 'needs zammad.url (or OFFHOOK_ZAMMAD_URL)' });
  }
  for (const field of Object.keys(bridge.labels)) {
    if (phoneFields.includes(field)) continue;
    problems.push({ path: `bridge.labels.${field}`, message: 'is not in directory.phoneFields' });
  }
  return problems;
}
