/** People of a large Zammad, for the directory's rows: every one by their number. All made up. */
import { companyOf, personOf } from './history-world.ts';

export const FIRST_ID = 10;
const PEOPLE_PER_COMPANY = 10;

/** Seven of ten people have a second number. */
const hasMobile = (index: number) => index % 10 < 7;

export interface PersonRow {
  id: number;
  [field: string]: unknown;
}

/** As Zammad stores and answers them, with all that the relay does not want. */
export function personRow(index: number, change?: { phone: string; at: number }): PersonRow {
  const id = FIRST_ID + index;
  const [firstname, lastname] = personOf(index).split(' ');
  const at = new Date(change?.at ?? createdAt(index)).toISOString();
  return {
    id,
    organization_id: 1 + Math.floor(index / PEOPLE_PER_COMPANY),
    login: `customer${id}@customer.example`,
    firstname,
    lastname,
    email: `customer${id}@customer.example`,
    image: null,
    image_source: null,
    web: '',
    phone: change?.phone ?? landlineOf(index),
    fax: '',
    mobile: hasMobile(index) ? mobileOf(index) : '',
    department: '',
    street: '',
    zip: '',
    city: '',
    country: '',
    address: '',
    vip: index % 997 === 0,
    verified: false,
    active: true,
    note: '',
    last_login: null,
    source: null,
    login_failed: 0,
    out_of_office: false,
    out_of_office_start_at: null,
    out_of_office_end_at: null,
    out_of_office_replacement_id: null,
    preferences: { notification_config: {}, locale: 'de-de' },
    updated_by_id: 3,
    created_by_id: 3,
    created_at: at,
    updated_at: at,
    role_ids: [3],
    organization_ids: [],
    authorization_ids: [],
    overview_sorting_ids: [],
    group_ids: {},
  };
}

export function organizationRow(index: number): { id: number; [field: string]: unknown } {
  const id = 1 + index;
  const at = new Date(createdAt(index)).toISOString();
  return {
    id,
    name: `${companyOf(index)} ${id}`,
    shared: true,
    domain: '',
    domain_assignment: false,
    active: true,
    note: '',
    updated_at: at,
    created_at: at,
    member_ids: Array.from(
      { length: PEOPLE_PER_COMPANY },
      (_, n) => FIRST_ID + index * PEOPLE_PER_COMPANY + n,
    ),
  };
}

export const organizationsOf = (people: number) => Math.ceil(people / PEOPLE_PER_COMPANY);

/** Everybody is a minute younger than the one before. */
function createdAt(index: number): number {
  return Date.parse('2025-01-01T00:00:00Z') + index * 60_000;
}

/** In the spellings that people use. */
export function landlineOf(index: number): string {
  const subscriber = String(20_000_000 + index);
  return index % 3 === 0 ? `+49 30 ${subscriber}` : `030 / ${subscriber}`;
}

/** E.164 digits. */
export const landlineDigits = (index: number) => `4930${20_000_000 + index}`;

function mobileOf(index: number): string {
  const subscriber = String(2_000_000 + index);
  return index % 2 === 0 ? `0171 ${subscriber}` : `+49171${subscriber}`;
}
