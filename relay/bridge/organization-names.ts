/** An organisation by its name, as clients send it. Rule BR12 of `SPEC-bridge.md`. */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Audit } from '../store/audit.ts';
import { createInTurn } from './in-turn.ts';
import type { Account } from './sign-in.ts';

export interface OrganizationNames {
  /**
   * Its id; made when there is none and the token may. Undefined: the token may not, the contact
   * is kept without it.
   * @throws ZammadError
   */
  idOf(account: Account, name: string, batch: string): Promise<number | undefined>;
}

const SEARCHED = 50;

export function createOrganizationNames(deps: { audit: Audit }): OrganizationNames {
  const { audit } = deps;
  const inTurn = createInTurn();

  async function find({ zammad }: Account, name: string): Promise<number | undefined> {
    const wanted = fold(name);
    const found = await zammad.searchOrganizations(name, SEARCHED);
    const same = found.filter((each) => fold(each.name) === wanted);
    return (same.find(({ active }) => active) ?? same[0])?.id;
  }

  return {
    idOf: (account, name, batch) =>
      inTurn(fold(name), async () => {
        const known = await find(account, name);
        if (known !== undefined) return known;
        const entry = { actor: `bridge:${account.login}`, subject: 'organization:new', batch };
        await audit.write([{ ...entry, action: 'organization.create', detail: { name } }]);
        try {
          return (await account.zammad.createOrganization(name)).id;
        } catch (error) {
          if (!(error instanceof ZammadError)) throw error;
          // Made by somebody else since, or hidden from the search.
          const late = error.code === 'zammad/refused' ? await find(account, name) : undefined;
          if (late !== undefined) return late;
          if (error.code !== 'zammad/refused' && error.code !== 'zammad/forbidden') throw error;
          const detail = { name, reason: error.code };
          await audit.write([{ ...entry, action: 'organization.left-out', detail }]);
          return undefined;
        }
      }),
  };
}

function fold(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
