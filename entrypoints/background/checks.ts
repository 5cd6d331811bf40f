/** The check list of the connection, in the order in which things depend on each other. */
import type { Check, ConnectionView } from '../../lib/rpc/contract.ts';
import { originPattern } from '../../lib/zammad-ui/address.ts';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { asAddressProblem, codeOf, Problem } from './problem.ts';
import type { Accounts } from './accounts.ts';

export interface ChecksDeps {
  accounts: Accounts;
  allowed: (pattern: string) => Promise<boolean>;
  relayView(): Pick<ConnectionView, 'relay' | 'reason'>;
  /** What went wrong when the relay was asked to pair just now. */
  pairProblem?: string | undefined;
}

type Step = () => Promise<string | undefined>;

export async function checkConnection(deps: ChecksDeps): Promise<Check[]> {
  const { accounts } = deps;
  const { zammad, relay } = accounts.connection();
  const checks: Check[] = [];
  const failed = (id: Check['id']) => checks.some((each) => each.id === id && each.state !== 'ok');

  async function step(id: Check['id'], needs: Check['id'][], run: Step): Promise<void> {
    if (needs.some(failed)) return void checks.push({ id, state: 'skipped' });
    try {
      const fact = await run();
      checks.push(fact === undefined ? { id, state: 'ok' } : { id, state: 'ok', fact });
    } catch (error) {
      checks.push({ id, state: 'failed', problem: codeOf(error) });
    }
  }

  const fail = (code: string): never => {
    throw new Problem(code);
  };
  const client = (): Zammad => accounts.zammad()?.client ?? fail('connect/no-token');

  const permission = zammad !== undefined && (await deps.allowed(originPattern(zammad.url)));
  await step('address', [], async () => {
    const { url } = zammad ?? fail('connect/no-token');
    if (!permission) return new URL(url).host;
    await accounts.zammadAt(url).available().catch(asAddressProblem);
    return new URL(url).host;
  });
  await step('permission', [], async () =>
    permission ? undefined : fail(zammad ? 'connect/permission' : 'connect/no-token'),
  );
  await step('token', ['address', 'permission'], async () => {
    const me = await client().me();
    return `${me.firstname} ${me.lastname}`.trim() || me.login;
  });
  // Ticket lists answer every token of an agent; only these two ask for the permission itself.
  await step('tickets', ['token'], async () => void (await client().searchUsers('a', 1)));
  await step('cti', ['token'], async () => void (await client().ctiLog()));
  await step('relay', [], async () => {
    if (deps.pairProblem !== undefined) return fail(deps.pairProblem);
    const http = accounts.relay() ?? fail('relay/unpaired');
    const me = await http.me();
    if (me.agent.id !== zammad?.userId) return fail('connect/other-zammad');
    return relay && new URL(relay.url).host;
  });
  if (failed('relay')) checks.push({ id: 'live', state: 'skipped' });
  else checks.push(liveCheck(deps.relayView()));
  return checks;
}

function liveCheck(view: Pick<ConnectionView, 'relay' | 'reason'>): Check {
  if (view.relay === 'live') return { id: 'live', state: 'ok' };
  if (view.relay === 'connecting') return { id: 'live', state: 'waiting' };
  return { id: 'live', state: 'failed', problem: view.reason ?? 'relay/unreachable' };
}
