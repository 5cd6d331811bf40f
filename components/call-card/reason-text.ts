/** Why somebody may be behind a number, in words. Pure. */
import type { CardPerson } from '../../lib/core/card.ts';
import { isSureKind } from '../../lib/core/match/sure.ts';
import { NOTE } from '../../lib/core/match/relation.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { firstName } from './first-name.ts';

/**
 * "mobile, exact", "written in #12345", "picked by Anna Berg", "organisation’s number".
 * @param brief where there is little room: "picked by Anna"
 */
export function reasonText(
  { kind, detail }: CardPerson['reason'],
  { texts }: Language,
  { brief = false } = {},
): string {
  const word = texts.reason[kind];
  // Whose number is meant here is not theirs: which field it stands in says nothing.
  if (!detail || kind === 'organization' || kind === 'block') return word;
  if (kind === 'mentioned')
    return detail === NOTE ? texts.people.inNote : texts.people.writtenIn(detail);
  if (kind === 'picked') return texts.people.pickedBy(brief ? firstName(detail) : detail);
  return texts.people.by(fieldText(detail, texts), word);
}

/** True where the person can be relied on without another look. */
export function isSure({ kind }: CardPerson['reason']): boolean {
  return isSureKind(kind);
}

/** Name of a field of a person: Zammad's own have words, custom ones their label or their name. */
export function fieldText(field: string, texts: Language['texts'], label?: string): string {
  const words: Record<string, string> = texts.field;
  if (Object.hasOwn(words, field)) return words[field]!;
  return label ?? field.replaceAll('_', ' ');
}
