/** Looks at the number fields of one organisation. Zammad's own look-up knows people only. */
import type { Phone } from '../../lib/core/phone.ts';
import type { OrganizationRecord } from '../../lib/zammad/types.ts';
import { examineFields } from './examine-fields.ts';
import { type Examined, ownedBy } from './examine-person.ts';

/** @param fields names of the attributes that hold numbers */
export function examineOrganization(
  record: OrganizationRecord,
  fields: readonly string[],
  phone: Phone,
): Examined {
  const texts = new Map(fields.map((name) => [name, record.extra?.[name] ?? '']));
  const { numbers, findings } = examineFields(texts, phone, undefined);
  return ownedBy({ organization: record.id, name: record.name, staff: false }, numbers, findings);
}
