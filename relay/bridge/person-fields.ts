/** Fields of a contact as Zammad takes them. Roles, groups and logins are never among them. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';
import type { UserInput } from '../../lib/zammad/types.ts';
import type { NumberLabels } from './number-labels.ts';

/** @param organizationId of the field `organization`; undefined: it is left alone */
export function userInput(
  fields: ContactFields,
  labels: NumberLabels,
  organizationId: number | undefined,
): UserInput {
  const numbers = Object.fromEntries(
    labels.fields.flatMap((field) =>
      fields[field] === undefined ? [] : [[field, fields[field] ?? '']],
    ),
  );
  const { firstname, lastname, email } = fields;
  return {
    ...(firstname !== undefined && { firstname }),
    ...(lastname !== undefined && { lastname }),
    ...(email !== undefined && { email }),
    ...(organizationId !== undefined && { organizationId }),
    ...(Object.keys(numbers).length > 0 && { numbers }),
  };
}
