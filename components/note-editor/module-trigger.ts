/** `::` in a text asks for a text module. Pure. */
export interface ModuleTrigger {
  /** Where the two colons begin. */
  from: number;
  /** What is typed behind them, up to the caret. */
  query: string;
}

/**
 * The request for a module the caret stands in: two colons after white space or at the beginning,
 * then at most 40 characters of one line. Undefined: none.
 */
export function moduleTrigger(text: string, caret: number): ModuleTrigger | undefined {
  const found = /(?:^|\s)::([^\n:]{0,40})$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  const query = found[1] ?? '';
  return { from: caret - query.length - 2, query };
}

/** Puts `part` where `from`–`to` was; answers the new text and where the caret belongs. */
export function insertAt(
  text: string,
  from: number,
  to: number,
  part: string,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + part + text.slice(to), caret: from + part.length };
}

/** Puts a whole block behind what is there, with a line of its own. */
export function appendBlock(text: string, block: string): string {
  const before = text.replace(/\s+$/, '');
  return before === '' ? block : `${before}\n\n${block}`;
}
