/**
 * Answers requests of other extension contexts. In this order: is it ours → who sends → may this
 * role → is the input well-formed → handler. Nothing is looked at before the sender is known.
 *
 * Plain runtime messages on purpose: `@webext-core/messaging` dispatches by message type first and
 * sends thrown errors back whole (message and stack) to a context that may be hostile.
 */
import * as v from 'valibot';
import { type Contract, contract, type Input, type MethodName, type Output } from './contract.ts';
import type { Result } from './contract.ts';
import { envelopeSchema } from './envelope.ts';
import type { Role, Sender } from './role.ts';

export interface Caller {
  role: Role;
  tabId: number | undefined;
}

export type Handlers = {
  [M in MethodName]: (input: Input<M>, caller: Caller) => Promise<Result<Output<M>>>;
};

export interface ServerDeps {
  handlers: Handlers;
  /** May need storage (which Zammad is connected), hence asynchronous. */
  roleOf: (sender: Sender) => Promise<Role | undefined>;
  /** Called once for each thrown error; `id` is also in the answer. Must not log `error.message` of outsiders. */
  onError(id: string, method: string, error: unknown): void;
  newId(): string;
}

const refused = (code: string, detail?: string): Result<never> =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };

/** Undefined at once: the message is not for us, leave it to others. Else the answer. */
export function createServer(deps: ServerDeps) {
  async function answer(method: string, input: unknown, sender: Sender): Promise<Result<unknown>> {
    try {
      const role = await deps.roleOf(sender);
      if (!role) return refused('internal/refused');
      if (!Object.hasOwn(contract, method)) return refused('internal/invalid', 'method');
      const name = method as MethodName;
      const { input: schema, roles }: Contract[MethodName] = contract[name];
      if (!roles.includes(role)) return refused('internal/refused');
      const parsed = v.safeParse(schema as v.GenericSchema, input);
      if (!parsed.success) {
        return refused('internal/invalid', v.getDotPath(parsed.issues[0]) ?? undefined);
      }
      const handler = deps.handlers[name] as (
        input: unknown,
        caller: Caller,
      ) => Promise<Result<unknown>>;
      return await handler(parsed.output, { role, tabId: sender.tab?.id });
    } catch (error) {
      const id = deps.newId();
      deps.onError(id, method, error);
      return refused('internal/unexpected', id);
    }
  }

  return (message: unknown, sender: Sender): Promise<Result<unknown>> | undefined => {
    const envelope = v.safeParse(envelopeSchema, message);
    if (!envelope.success) return undefined;
    return answer(envelope.output.method, envelope.output.input, sender);
  };
}
