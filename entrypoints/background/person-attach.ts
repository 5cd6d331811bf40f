/** Puts a number into a field of a person who exists. */
import type { Phone } from '../../lib/core/phone.ts';
import { holdsNumber } from '../../lib/core/stored-numbers.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import { valueOf } from './number-fields.ts';
import { Problem } from './problem.ts';

export interface AttachDeps {
  zammad: Pick<Zammad, 'user' | 'updateUser'>;
  phone: Phone;
  /** Custom fields that hold numbers. */
  fields: readonly string[];
}

export interface AttachInput {
  userId: number;
  field: string;
  /** Although the field holds another number. */
  replace?: boolean | undefined;
}

/** @throws ZammadError, Problem (`person/occupied` with that number, `person/forbidden`) */
export async function attachNumber(
  deps: AttachDeps,
  number: string,
  { userId, field, replace }: AttachInput,
): Promise<ZammadUser> {
  const { zammad, phone } = deps;
  const user = await zammad.user(userId, deps.fields);
  const now = valueOf(user, field);
  if (holdsNumber(now, number, phone)) return user;
  if (now !== '' && !replace) throw new Problem('person/occupied', now);
  try {
    await zammad.updateUser(userId, { numbers: { [field]: number } });
  } catch (error) {
    if (!(error instanceof ZammadError)) throw error;
    // Agents may not change each other, nor themselves (measured on 5.5 and 6.5).
    if (error.code === 'zammad/forbidden') throw new Problem('person/forbidden');
    if (!mayHaveHappened(error)) throw error;
    const after = await zammad.user(userId, deps.fields).catch(() => undefined);
    if (!after || !holdsNumber(valueOf(after, field), number, phone)) throw error;
    return after;
  }
  return zammad.user(userId, deps.fields).catch(() => user);
}
