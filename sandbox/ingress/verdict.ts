import type { CtiConfig } from '../world/settings.ts';

/** What Zammad tells the telephone system about a new call. */
export type IngressVerdict =
  { action: 'none' } | { action: 'reject' } | { action: 'dial'; callerId: string; number: string };

/** Block list: the raw text must be equal. Caller id: first rule wins, `*` is one or more characters. */
export function verdictOf(config: CtiConfig, params: Record<string, unknown>): IngressVerdict {
  if (params['event'] !== 'newCall') return { action: 'none' };
  if (params['direction'] === 'in') {
    const blocked = config.inbound.block_caller_ids.some(
      (entry) => entry.caller_id === params['from'],
    );
    return { action: blocked ? 'reject' : 'none' };
  }
  const to = params['to'];
  if (typeof to !== 'string' || to === '') return { action: 'none' };
  const rule = config.outbound.routing_table.find(({ dest }) =>
    new RegExp(`^${dest.replaceAll('*', '.+?')}$`).test(to),
  );
  const callerId = rule?.caller_id ?? config.outbound.default_caller_id;
  return callerId === '' ? { action: 'none' } : { action: 'dial', callerId, number: to };
}
