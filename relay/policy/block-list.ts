/** Who is turned away, and from which lines. Rules PO5–PO8 of `SPEC-policy.md`. */
import type { Call, Party } from '../../lib/core/call.ts';
import { createLines } from '../../lib/core/lines.ts';
import { numberPattern } from '../../lib/core/number-pattern.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { BlockRule, RelayConfig } from '../config.ts';
import { readParty } from './reread.ts';

export type BlockList = Pick<RelayConfig, 'blocked'> &
  Partial<Pick<RelayConfig, 'lines' | 'queues'>>;

/** The first rule that hits the caller of an incoming call, whose sides were read (`reread`). */
export type FindBlock = (call: Call, at: number) => BlockRule | undefined;

export function createBlockList(config: BlockList, phone: Phone): FindBlock {
  const queues = config.queues ?? [];
  const own = createLines({ lines: config.lines ?? [], queues, phone });
  const rules = config.blocked.map((rule) => ({
    rule,
    endsAt: rule.until === undefined ? Infinity : endOfDay(rule.until),
    isCaller:
      rule.number === undefined
        ? (from: Party) => from.withheld === true
        : numberPattern(rule.number, phone),
    lines: rule.lines?.map((text) => numberPattern(text, phone)),
  }));

  /** Everything the called side goes by: numbers, queue, and the names it has in our configuration. */
  function called(call: Call): Party[] {
    const { queue, diversion } = call;
    const names = [queue?.id, queue?.name].filter((text) => text !== undefined);
    const label = own.side(call).rule?.label;
    const configured = own.queues(call).map(({ name }) => name);
    return [
      call.to,
      ...(diversion ? [diversion] : []),
      ...names.map((raw) => readParty({ raw }, phone)),
      ...[label, ...configured].flatMap((name) => (name === undefined ? [] : [{ name }])),
    ];
  }

  return (call, at) =>
    rules.find(({ endsAt, isCaller, lines }) => {
      if (at >= endsAt || !isCaller(call.from)) return false;
      return lines === undefined || lines.some((is) => called(call).some(is));
    })?.rule;
}

/** The first moment after a day `YYYY-MM-DD` in the time zone of the machine (`TZ`). */
function endOfDay(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).getTime();
}
