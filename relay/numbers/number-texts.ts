/** The texts of a person in Zammad in which numbers stand, or are taken for some. */
import type { ZammadUser } from '../../lib/zammad/types.ts';

/** Text attributes of every Zammad that its caller look-up reads like numbers. */
const OTHER_TEXTS = ['web', 'department', 'street', 'zip', 'city', 'country', 'address'] as const;

/** Longer texts in a number field are left alone. */
export const LONGEST_FIELD = 500;

/** What to ask of Zammad beside the usual attributes, for `numberTexts` and `otherTexts`. */
export function attributesToRead(custom: readonly string[]): string[] {
  return [...new Set([...custom, ...OTHER_TEXTS])];
}

/** Number field → its text; `''` when empty. In the order in which a number is best kept. */
export function numberTexts(user: ZammadUser, custom: readonly string[]): Map<string, string> {
  return new Map([
    ['phone', user.phone],
    ['mobile', user.mobile],
    ...custom.map((name): [string, string] => [name, user.extra?.[name] ?? '']),
    ['fax', user.fax],
  ]);
}

/** What Zammad makes up for people without e-mail; nobody can mend the digits in it. */
const MADE_UP_LOGIN = /^auto-[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** The other texts in which Zammad's look-up finds numbers, surest mistake first. */
export function otherTexts(user: ZammadUser, custom: readonly string[]): Map<string, string> {
  const plain = OTHER_TEXTS.filter((name) => !custom.includes(name));
  return new Map([
    ['login', MADE_UP_LOGIN.test(user.login) ? '' : user.login],
    ['email', user.email],
    ['firstname', user.firstname],
    ['lastname', user.lastname],
    ...plain.map((name): [string, string] => [name, user.extra?.[name] ?? '']),
    ['note', custom.includes('note') ? '' : (user.note ?? '')],
  ]);
}

/** Agents and admins by what every Zammad begins with (roles 1 and 2), or because they work in groups. */
export function isStaff(user: ZammadUser): boolean {
  return user.groupIds.length > 0 || user.roleIds.some((role) => role === 1 || role === 2);
}
