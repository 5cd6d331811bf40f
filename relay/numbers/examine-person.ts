/** Looks at the numbers of one person, and at what else Zammad takes for numbers. */
import type { Phone } from '../../lib/core/phone.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { examineFields, type FieldFinding } from './examine-fields.ts';
import type { Finding } from './finding.ts';
import { isStaff, numberTexts, otherTexts } from './number-texts.ts';

export interface Examined {
  person?: number;
  organization?: number;
  name: string;
  staff: boolean;
  /** All but `shared`, which needs everybody. */
  findings: Finding[];
  /** Each number once (E.164 digits). */
  numbers: Set<string>;
}

/** Names and texts that are kept are cut at this length. */
const MAX_TEXT = 200;
/** A text full of digits is told a few times, not a thousand times. */
const MAX_LOOK_ALIKES = 5;

/** @param custom names of further attributes that hold numbers */
export function examinePerson(user: ZammadUser, custom: readonly string[], phone: Phone): Examined {
  const fields = numberTexts(user, custom);
  const others = otherTexts(user, custom);
  const found = new Set([...fields.values(), ...others.values()].flatMap(zammadDigits));
  const { numbers, findings } = examineFields(fields, phone, found);
  const whose = { person: user.id, name: personName(user), staff: isStaff(user) };
  return ownedBy(whose, numbers, [...findings, ...lookAlikes(others, numbers, phone)]);
}

/** Cuts what is kept, and says whose it is. */
export function ownedBy(
  whose: Pick<Examined, 'person' | 'organization' | 'name' | 'staff'>,
  numbers: Set<string>,
  found: readonly FieldFinding[],
): Examined {
  const owner = { ...whose, name: whose.name.slice(0, MAX_TEXT) };
  const findings = found.map((finding): Finding => {
    const text = finding.text?.slice(0, MAX_TEXT);
    return { ...owner, ...finding, ...(text === undefined ? {} : { text }) };
  });
  return { ...owner, numbers, findings };
}

/** Only digits that somebody could call from: a number that does not exist names nobody. */
function lookAlikes(
  texts: ReadonlyMap<string, string>,
  numbers: ReadonlySet<string>,
  phone: Phone,
): FieldFinding[] {
  const found = new Map<string, FieldFinding>();
  for (const [field, text] of texts) {
    for (const digits of zammadDigits(text)) {
      if (found.has(digits) || numbers.has(digits) || found.size >= MAX_LOOK_ALIKES) continue;
      if (!phone.read(`+${digits}`).valid) continue;
      const why = `Zammad names this person when ${phone.display(digits)} calls`;
      found.set(digits, { kind: 'look-alike', field, text, zammad: [digits], why });
    }
  }
  return [...found.values()];
}
