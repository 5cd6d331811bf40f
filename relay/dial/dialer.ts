/** `POST /v1/dial`: from what an agent clicked to a ringing phone. Rules DL* of `relay/SPEC-agents.md`. */
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/number-list.ts';
import { ApiError } from '../api/errors.ts';
import type { Dialing } from '../config-dial.ts';
import type { Team, TeamRules } from '../policy/team.ts';
import type { DialRequests, Dialled } from './dial-requests.ts';
import { checkDialable } from './dialable.ts';
import { type DialFailure, placeholders, sendDial } from './http-dial.ts';

export interface Dialer {
  readonly available: boolean;
  /** @returns id of the request; the calls that come of it carry it. @throws ApiError */
  dial(agentId: number, text: string): Promise<string>;
}

const FAILURES: Record<DialFailure, [status: 502 | 504, message: string]> = {
  'dial/refused': [502, 'The telephone system refused to dial. The admin finds more in its log.'],
  'dial/unreachable': [502, 'The relay cannot reach the telephone system. Dial on your phone.'],
  'dial/slow': [504, 'The telephone system did not answer in time. Look whether your phone rings.'],
};

export function createDialer(deps: {
  dialing: Dialing | undefined;
  mapping: TeamRules['agents'];
  team: Team;
  phone: Phone;
  requests: DialRequests;
  fetch: typeof fetch;
  timeoutMs?: number | undefined;
  onResult?: ((result: string) => void) | undefined;
}): Dialer {
  const { dialing, team, phone, requests } = deps;
  const needs = dialing ? placeholders(dialing) : new Set<string>();

  /** The extension whose phone shall ring: mapped, else the one in the agent's Zammad profile. */
  function extensionOf(agentId: number): string | undefined {
    const { roster, agents } = team.rules();
    for (const entry of deps.mapping) {
      const first = entry.extensions[0];
      if (first && roster.byLogin(entry.login)?.agentId === agentId) {
        return phone.read(first).extension ?? first;
      }
    }
    const agent = agents.find(({ id }) => id === agentId);
    const texts = [agent?.phone ?? '', agent?.mobile ?? ''].flatMap((field) =>
      numbersIn(field, phone),
    );
    return texts.map((text) => phone.read(text).extension).find((text) => text !== undefined);
  }

  return {
    available: dialing !== undefined,
    async dial(agentId, text) {
      if (!dialing) {
        throw new ApiError(
          409,
          'dial/off',
          'This relay cannot dial. Set OFFHOOK_DIAL_URL (or dial in the configuration file).',
        );
      }
      const check = checkDialable(text, {
        phone,
        isOurExtension: (extension) => team.rules().roster.find({ extension }).length > 0,
      });
      if (!check.ok) throw new ApiError(422, check.code, check.message);
      const extension = extensionOf(agentId);
      if (extension === undefined && needs.has('extension')) {
        throw new ApiError(
          409,
          'dial/no-extension',
          'The relay does not know your extension. Put it into your Zammad profile as phone, or the admin maps it under "agents".',
        );
      }
      const agent = team.rules().agents.find(({ id }) => id === agentId);
      const dialId = requests.add(agentId, check.dialled);
      const outcome = await sendDial(
        dialing,
        {
          number: asText(check.dialled),
          extension: extension ?? '',
          login: agent?.login ?? '',
          dialId,
        },
        { fetch: deps.fetch, timeoutMs: deps.timeoutMs },
      );
      deps.onResult?.(outcome.ok ? 'ok' : outcome.code);
      if (outcome.ok) return dialId;
      // After a timeout the phone may still ring: the request stays, so that its call is known.
      if (outcome.code !== 'dial/slow') requests.drop(dialId);
      const [status, message] = FAILURES[outcome.code];
      throw new ApiError(status, outcome.code, message);
    },
  };
}

function asText(dialled: Dialled): string {
  return 'e164' in dialled ? `+${dialled.e164}` : dialled.extension;
}
