/** Templates of the agent for notes: which come first on a call, and which comes by itself. Pure. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardNote } from '../../lib/core/card.ts';
import type { NoteTemplate } from '../../lib/core/settings.ts';

const plain = (text: string) => text.trim().toLowerCase();
const digits = (text: string) => text.replace(/\D/g, '');

/** By label, or by number in any spelling. */
export function isForLine({ line: wanted }: NoteTemplate, line: AgentCall['line']): boolean {
  if (wanted === undefined || wanted.trim() === '') return false;
  const names = [line.label, line.display, line.number].filter((name) => name !== undefined);
  if (names.some((name) => plain(name) === plain(wanted))) return true;
  const isNumber = /^[\d\s()+/.-]*\d[\d\s()+/.-]*$/.test(wanted);
  return isNumber && digits(wanted) === digits(line.number);
}

/** Those of the dialled line first, then those of any line, then the others. */
export function sortedTemplates(
  templates: readonly NoteTemplate[],
  line: AgentCall['line'],
): { name: string; text: string }[] {
  const rank = (template: NoteTemplate) =>
    isForLine(template, line) ? 0 : template.line?.trim() ? 2 : 1;
  return templates.toSorted((a, b) => rank(a) - rank(b)).map(({ name, text }) => ({ name, text }));
}

/**
 * What stands in the empty note of a call that was just answered. It has no `keptAt`: nobody has
 * typed it, so it keeps no card on screen and is not among what waits.
 */
export function prefilledNote(
  call: AgentCall,
  before: AgentCall | undefined,
  note: CardNote,
  settings: { templates: readonly NoteTemplate[]; noteInternal: boolean },
): CardNote | undefined {
  const answered = call.state === 'talking' && call.mine;
  const already = before?.state === 'talking' && before.mine;
  if (!answered || already || call.direction === 'out') return undefined;
  if (note.status !== 'draft' || note.text !== '' || note.keptAt !== undefined) return undefined;
  const found = settings.templates.find((template) => isForLine(template, call.line));
  if (!found || found.text.trim() === '') return undefined;
  return { ...note, text: found.text, internal: settings.noteInternal };
}
