import type { AgentCall } from '../../lib/core/agent-call.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { clockSpan, isLive } from './card-state.ts';

/** Ring or talk time. The only part of a card that renders once a second. */
export function Clock({ call, className }: { call: AgentCall; className?: string | undefined }) {
  const { texts, times } = useLanguage();
  const { fromAt, toAt } = clockSpan(call);
  const now = useNow(isLive(call), 1000);
  const shown = times.clock((toAt ?? now) - fromAt);
  const meaning =
    call.answeredAt === undefined ? texts.state.rang(shown) : texts.state.talked(shown);
  return (
    <span className={className} data-testid="clock" role="timer" aria-live="off" title={meaning}>
      {shown}
    </span>
  );
}
