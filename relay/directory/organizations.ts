/** An organisation of Zammad as the directory keeps one: its name and its own numbers. */
import type { Phone } from '../../lib/core/phone.ts';
import { NOTE } from '../../lib/core/match/relation.ts';
import { storedNumbers } from '../../lib/core/stored-numbers.ts';
import type { OrganizationRecord } from '../../lib/zammad/types.ts';
import { noteNumbers } from './note-numbers.ts';

export interface DirectoryOrganization {
  id: number;
  name: string;
  updatedAt: number;
  /** E.164 digits and the field they stand in; each number once. Empty for inactive ones. */
  numbers: { digits: string; field: string }[];
}

const MAX_NUMBERS = 30;
const MAX_TEXT = 200;

/**
 * @param fields custom attributes that hold numbers, surest first
 * @param notes read the note, too
 */
export function directoryOrganization(
  record: OrganizationRecord,
  phone: Phone,
  fields: readonly string[],
  notes: boolean,
): DirectoryOrganization {
  const texts = fields.map((field): [string, string] => [field, record.extra?.[field] ?? '']);
  const numbers = new Map<string, string>();
  if (record.active) {
    for (const [field, text] of texts) {
      // Without area code it is nobody's main number.
      for (const { digits, partial } of storedNumbers(text, phone))
        if (!partial) add(field, digits);
    }
    if (notes) for (const digits of noteNumbers(record.note ?? '', phone)) add(NOTE, digits);
  }
  function add(field: string, digits: string): void {
    if (!numbers.has(digits) && numbers.size < MAX_NUMBERS) numbers.set(digits, field);
  }
  return {
    id: record.id,
    name: record.name.trim().slice(0, MAX_TEXT) || `#${record.id}`,
    updatedAt: record.updatedAt,
    numbers: [...numbers].map(([digits, field]) => ({ digits, field })),
  };
}
