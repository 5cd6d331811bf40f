/** What every `offhook numbers` command needs: Zammad, the telephone numbers of this country, who reads. */
import metadata from 'libphonenumber-js/max/metadata';
import type { Phone } from '../../../lib/core/phone.ts';
import { createZammad, type Zammad } from '../../../lib/zammad/zammad.ts';
import { ZammadError } from '../../../lib/zammad/zammad-error.ts';
import type { RelayConfig } from '../../config.ts';
import { type Clock, systemClock } from '../../hub/clock.ts';
import { UsageError } from '../arguments.ts';
import { homePhone } from '../home-phone.ts';
import { printable } from '../printable.ts';
import { CommandError } from '../problems.ts';

/** A page of people of a busy Zammad takes its time. */
const TIMEOUT_MS = 30_000;

export interface NumbersAccess {
  zammad: Zammad;
  phone: Phone;
  custom: readonly string[];
  organizationFields: readonly string[];
  clock: Clock;
  signal: AbortSignal;
}

/**
 * @param tokenEnv name of the variable that holds another token than the configured one
 * @throws UsageError, CommandError
 */
export function openAccess(
  config: RelayConfig,
  env: NodeJS.ProcessEnv,
  tokenEnv: string | undefined,
  signal: AbortSignal,
): NumbersAccess {
  if (tokenEnv !== undefined && !/^[A-Za-z_]\w*$/.test(tokenEnv)) {
    throw new UsageError('--token-env takes the name of a variable, never the token itself.');
  }
  const { url } = config.zammad;
  if (url === undefined) {
    throw new CommandError(
      'No Zammad is configured: set OFFHOOK_ZAMMAD_URL to its address, like https://zammad.example.',
    );
  }
  const token = tokenEnv === undefined ? config.zammad.token : env[tokenEnv];
  if (!token) {
    throw new CommandError(
      tokenEnv === undefined
        ? 'There is no token: set OFFHOOK_ZAMMAD_TOKEN to one with the permission ticket.agent, or name a variable with --token-env.'
        : `The variable ${tokenEnv} is empty: put a Zammad token with the permission ticket.agent into it.`,
    );
  }
  return {
    zammad: createZammad({ url, token, timeoutMs: TIMEOUT_MS }),
    phone: homePhone(config, metadata),
    custom: config.directory.phoneFields,
    organizationFields: config.directory.organizationFields,
    clock: systemClock,
    signal,
  };
}

/** Runs what asks Zammad; its failures become sentences. */
export async function askingZammad<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ZammadError) throw new CommandError(wordsOf(error));
    throw error;
  }
}

function wordsOf(error: ZammadError): string {
  const said = error.detail ? ` Zammad says: ${printable(error.detail)}` : '';
  switch (error.code) {
    case 'zammad/unauthorised':
      return `Zammad does not know this token. Make a new one with the permission ticket.agent.${said}`;
    case 'zammad/forbidden':
      return `This token may not do that. It needs the permission ticket.agent, of a user who is an agent.${said}`;
    case 'zammad/not-found':
      return `There is no such person in Zammad.${said}`;
    case 'zammad/unreachable':
      return 'Zammad cannot be reached. Check OFFHOOK_ZAMMAD_URL and try again; nothing is half written.';
    case 'zammad/slow':
      return 'Zammad is too slow just now. Try again later; nothing is half written.';
    case 'zammad/refused':
    case 'zammad/broken':
      return `Zammad failed (${error.message}). Look into its log, then try again.${said}`;
  }
}
