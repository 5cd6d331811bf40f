/** Our own numbers and queues, as configured: which line or queue a call belongs to. */
import type { Call, Party } from './call.ts';
import { numberPattern } from './number-pattern.ts';
import type { Phone } from './phone.ts';

/** One entry of `lines` in the configuration file. */
export interface LineRule {
  /** A number in any spelling; a `*` at the end stands for the rest. */
  match: string;
  label?: string | undefined;
  greeting?: string | undefined;
  language?: string | undefined;
  /** Only those a call of this line names may see it. */
  private?: boolean | undefined;
}

/** One entry of `queues` in the configuration file. */
export interface QueueRule {
  name: string;
  /** Numbers in any spelling (`*` at the end allowed), or the queue's name or id at the telephone system. */
  match?: readonly string[] | undefined;
  /** Logins of the agents who serve it. */
  agents?: readonly string[] | undefined;
}

export interface Lines {
  /** Our own side of the call: the line the caller dialled, or the one called from. */
  side(call: Call): { party: Party; rule: LineRule | undefined };
  queues(call: Call): QueueRule[];
}

export function createLines(input: {
  lines: readonly LineRule[];
  queues: readonly QueueRule[];
  phone: Phone;
}): Lines {
  const { phone } = input;
  const lines = input.lines.map((rule) => ({ rule, matches: numberPattern(rule.match, phone) }));
  const queues = input.queues.map((rule) => ({
    rule,
    patterns: [rule.name, ...(rule.match ?? [])].map((text) => numberPattern(text, phone)),
  }));

  return {
    side(call) {
      // A redirected caller dialled the first number; that line's label and greeting count.
      const own = call.direction === 'in' ? [call.diversion, call.to] : [call.from];
      for (const party of own) {
        const hit = party && lines.find((line) => line.matches(party));
        if (party && hit) return { party, rule: hit.rule };
      }
      return { party: call.direction === 'in' ? call.to : call.from, rule: undefined };
    },
    queues(call) {
      const names: Party[] = [call.queue?.id, call.queue?.name]
        .filter((text) => text !== undefined)
        .map((text) => {
          const { e164 } = phone.read(text);
          return { raw: text, ...(e164 !== undefined && { e164 }) };
        });
      const own = call.direction === 'in' ? [call.to, call.diversion] : [];
      const parties = [...names, ...own].filter((party) => party !== undefined);
      return queues
        .filter(({ patterns }) => parties.some((party) => patterns.some((is) => is(party))))
        .map(({ rule }) => rule);
    },
  };
}
