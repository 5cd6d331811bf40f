import { type AgentCall, isPlaced } from '../agent-call.ts';
import type { Settings } from '../settings.ts';

/**
 * Does this call have a card in Zammad's page, by the agent's choice? `answer`: from their own
 * answer on, also when the ringing was never seen. Internal calls go with the incoming ones.
 */
export function showsCard(
  call: AgentCall,
  { cardIn, cardOut }: Pick<Settings, 'cardIn' | 'cardOut'>,
): boolean {
  const when = isPlaced(call) ? cardOut : cardIn;
  if (when === 'off') return false;
  if (when === 'ring') return true;
  return call.mine && (call.state === 'talking' || call.answeredAt !== undefined);
}
