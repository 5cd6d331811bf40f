/**
 * Pairs a browser with the relay: the agent's Zammad token shows who they are, is used for two
 * questions and forgotten. Rules AG* of `relay/SPEC-agents.md`.
 */
import type { KnownAgent } from '../../lib/core/roster.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { ZammadUser } from '../../lib/zammad/types.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { ApiError } from '../api/errors.ts';
import type { Devices } from './devices.ts';
import { normalZammadUrl } from './zammad-address.ts';

/** What pairing asks of Zammad, as the owner of the token. */
export interface TokenCheck {
  me(): Promise<ZammadUser>;
  ctiLog(): Promise<unknown>;
}

export interface Pairing {
  /** @throws ApiError when the browser cannot be paired */
  pair(request: {
    zammadUrl: string;
    zammadToken: string;
    name: string;
  }): Promise<{ deviceToken: string; agent: Agent }>;
}

export function createPairing(deps: {
  zammadUrl: string | undefined;
  /** A client of the configured Zammad for this token. */
  zammad: (token: string) => TokenCheck;
  devices: Devices;
  /** The team has a member more, or knows one better. */
  onPaired: () => Promise<void>;
}): Pairing {
  return {
    async pair({ zammadUrl, zammadToken, name }) {
      if (deps.zammadUrl === undefined) {
        throw new ApiError(
          409,
          'relay/no-zammad',
          'This relay knows no Zammad. Set OFFHOOK_ZAMMAD_URL (or zammad.url in the configuration file) and start it again.',
        );
      }
      const asked = normalZammadUrl(zammadUrl);
      if (asked === undefined) {
        throw new ApiError(400, 'request/invalid', 'zammadUrl is no http:// or https:// address.');
      }
      if (asked !== normalZammadUrl(deps.zammadUrl)) {
        throw new ApiError(
          409,
          'zammad/other',
          `This relay serves another Zammad: ${deps.zammadUrl}. Use that address, or another relay.`,
        );
      }
      const client = deps.zammad(zammadToken);
      const user = await client.me().catch((error: unknown) => failed(error, 'who'));
      if (!user.active) {
        throw new ApiError(403, 'zammad/forbidden', 'This account is switched off in Zammad.');
      }
      await client.ctiLog().catch((error: unknown) => failed(error, 'cti'));
      const agent = knownAgent(user);
      const deviceToken = await deps.devices.pair(agent, name);
      await deps.onPaired();
      const { id, login, email } = agent;
      return { deviceToken, agent: { id, login, name: agent.name, ...(email && { email }) } };
    },
  };
}

export function knownAgent(user: ZammadUser): KnownAgent {
  const { id, login, email, phone, mobile } = user;
  return { id, login, email, name: personName(user), phone, mobile };
}

function failed(error: unknown, question: 'who' | 'cti'): never {
  if (!(error instanceof ZammadError)) throw error;
  switch (error.code) {
    case 'zammad/unauthorised':
      throw new ApiError(
        401,
        'zammad/unauthorised',
        'Zammad does not know this token, or it has expired. Create a new one in Zammad under Profile → Token Access.',
      );
    case 'zammad/forbidden':
      throw question === 'cti'
        ? new ApiError(
            403,
            'zammad/no-cti',
            'Zammad does not let you use its telephone integration. The token needs the permission cti.agent, your role in Zammad too, and an admin must have switched CTI on.',
          )
        : new ApiError(403, 'zammad/forbidden', 'Zammad refuses this token. Create a new one.');
    case 'zammad/unreachable':
    case 'zammad/slow':
      throw new ApiError(
        502,
        'zammad/unreachable',
        'The relay gets no answer from Zammad. Try again; if it lasts, the admin should check OFFHOOK_ZAMMAD_URL from the machine of the relay.',
      );
    default:
      throw new ApiError(
        502,
        'zammad/broken',
        'Zammad answered something the relay does not understand. Is a Zammad really at that address?',
      );
  }
}
