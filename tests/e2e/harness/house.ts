/** The house of the tests as an administrator writes it into the relay's configuration file. */
import type { ZammadTarget } from './target.ts';

/** A line that greets in a language of its own; the other numbers of the house say nothing. */
export const SERVICE_LINE = {
  number: '4930123077',
  label: 'Crane service',
  greeting: 'Kranbau Nord, crane service, good morning',
  language: 'fr',
};

/** Inside numbers of the two agents. */
export const EXTENSIONS = ['21', '28'] as const;

export function houseOf({ agents, sandbox }: ZammadTarget): object {
  const { number, ...line } = SERVICE_LINE;
  return {
    agents: agents.flatMap(({ login }, index) =>
      login === '' ? [] : [{ login, extensions: [EXTENSIONS[index]] }],
    ),
    lines: [{ match: `+${number}`, ...line }],
    // Real ones have no such attribute.
    directory: { phoneFields: sandbox ? ['direct_line'] : [] },
  };
}
