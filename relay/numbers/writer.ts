/**
 * Writes the change of one person into Zammad: looks first, notes the intent, writes, looks at the
 * answer, notes the result. Rules ND9-ND13 of `relay/SPEC-numbers.md`.
 */
import type { Zammad } from '../../lib/zammad/zammad.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { mayHaveHappened, ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Audit } from '../store/audit.ts';
import type { Action, Step } from './batches.ts';
import { attributesToRead, numberTexts } from './number-texts.ts';
import type { FieldChange } from './proposal.ts';

export interface Change {
  action: Action;
  batch: string;
  person: number;
  /** Before and after of the fix; an undo writes `before`. */
  fields: readonly FieldChange[];
}

export type Outcome =
  | { step: 'done' }
  /** Nothing was sent. */
  | { step: 'skipped'; why: string }
  /** Nothing more should be sent. */
  | { step: Exclude<Step, 'done' | 'changed'>; why: string };

export interface Writer {
  /**
   * @param stillRight what must hold of the person as just read; default: the fields are as expected
   * @throws ZammadError when Zammad cannot be asked and nothing was sent
   */
  write(change: Change, stillRight?: (user: ZammadUser) => boolean): Promise<Outcome>;
  /** Finds out what became of a write that was cut off, and notes it. */
  settle(change: Change): Promise<Step>;
}

export interface WriterDeps {
  zammad: Pick<Zammad, 'user' | 'updateUser'>;
  audit: Audit;
  custom: readonly string[];
}

export function createWriter({ zammad, audit, custom }: WriterDeps): Writer {
  const attributes = attributesToRead(custom);

  /** `after` of the change that is being written, whichever direction it has. */
  const wanted = ({ action, fields }: Change): Map<string, string> =>
    new Map(fields.map((one) => [one.field, action === 'number.fix' ? one.after : one.before]));
  const expected = ({ action, fields }: Change): Map<string, string> =>
    new Map(fields.map((one) => [one.field, action === 'number.fix' ? one.before : one.after]));

  function holds(user: ZammadUser, texts: ReadonlyMap<string, string>): boolean {
    const now = numberTexts(user, custom);
    return [...texts].every(([field, text]) => now.get(field) === text);
  }
  function note({ action, batch, person, fields }: Change, step: Step): Promise<void> {
    const detail = { step, fields };
    return audit.write([{ actor: 'cli', action, subject: `user:${person}`, batch, detail }]);
  }
  function send(person: number, texts: ReadonlyMap<string, string>): Promise<ZammadUser> {
    return zammad.updateUser(person, { numbers: Object.fromEntries(texts) }, attributes);
  }
  async function read(person: number): Promise<ZammadUser | undefined> {
    try {
      return await zammad.user(person, attributes);
    } catch (error) {
      if (error instanceof ZammadError && error.code === 'zammad/not-found') return undefined;
      throw error;
    }
  }

  async function noteWhatIs(change: Change, user: ZammadUser | undefined): Promise<Step> {
    let step: Step = 'changed';
    if (user && holds(user, wanted(change))) step = 'done';
    else if (user && holds(user, expected(change))) step = 'not-written';
    await note(change, step);
    return step;
  }

  /** Zammad took it and made something else of it (an attribute it does not have, say). */
  async function takeBack(change: Change): Promise<Outcome> {
    const why = 'Zammad did not keep what was written';
    try {
      await send(change.person, expected(change));
    } catch (error) {
      if (!(error instanceof ZammadError)) throw error;
      return { step: 'open', why: `${why}, and it could not be put back (${error.message})` };
    }
    await note(change, 'refused');
    return { step: 'refused', why: `${why}; it was put back` };
  }

  async function failed(change: Change, error: ZammadError): Promise<Outcome> {
    if (!mayHaveHappened(error)) {
      // A token that is no good says nothing about the person.
      const step = error.code === 'zammad/unauthorised' ? 'not-written' : 'refused';
      await note(change, step);
      return { step, why: error.detail ?? error.message };
    }
    const why = `Zammad failed (${error.message})`;
    try {
      const user = await read(change.person);
      // Without an answer it may still be on its way: only a look later tells.
      if (error.status === undefined && !(user && holds(user, wanted(change)))) {
        return { step: 'open', why };
      }
      const step = await noteWhatIs(change, user);
      if (step === 'done') return { step };
      return { step: step === 'changed' ? 'open' : step, why };
    } catch (second) {
      if (!(second instanceof ZammadError)) throw second;
      return { step: 'open', why };
    }
  }

  return {
    settle: async (change) => noteWhatIs(change, await read(change.person)),
    async write(change, stillRight = () => true) {
      const user = await read(change.person);
      if (!user) return { step: 'skipped', why: 'is gone from Zammad' };
      if (!holds(user, expected(change)) || !stillRight(user)) {
        return { step: 'skipped', why: 'was changed meanwhile' };
      }
      await note(change, 'open');
      try {
        const answer = await send(change.person, wanted(change));
        if (!holds(answer, wanted(change))) return await takeBack(change);
      } catch (error) {
        if (error instanceof ZammadError) return failed(change, error);
        throw error;
      }
      await note(change, 'done');
      return { step: 'done' };
    },
  };
}
