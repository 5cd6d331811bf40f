/** What is wrong with a text that has placeholders, in words. */
import { checkTemplate, PLACEHOLDERS } from '../../lib/core/url-template.ts';
import type { Texts } from '../../lib/i18n/texts.ts';
import type { Read } from './use-draft.ts';

const URL_MAX = 2_000;

/** A web address; empty only where nothing is an answer. */
export function readUrl(
  text: string,
  words: Texts['settingsPage'],
  about: { mayBeEmpty: boolean },
): Read<string> {
  const url = text.trim();
  if (url === '' && about.mayBeEmpty) return { ok: true, value: '' };
  const wrong = wrongPlaceholder(url, PLACEHOLDERS, words);
  if (wrong) return { ok: false, problem: wrong };
  if (url.length > URL_MAX) return { ok: false, problem: words.tooLong(URL_MAX) };
  return checkTemplate(url).ok ? { ok: true, value: url } : { ok: false, problem: words.badUrl };
}

/** A line of text. */
export function readText(
  text: string,
  words: Texts['settingsPage'],
  about: { allowed: readonly string[]; most: number },
): Read<string> {
  const wrong = wrongPlaceholder(text, about.allowed, words);
  if (wrong) return { ok: false, problem: wrong };
  if (text.length > about.most) return { ok: false, problem: words.tooLong(about.most) };
  return { ok: true, value: text };
}

/** The first placeholder that is none, or a brace without its partner. */
function wrongPlaceholder(
  text: string,
  allowed: readonly string[],
  words: Texts['settingsPage'],
): string | undefined {
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name.replace(/\?$/, ''));
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined) return words.unknownPlaceholder(unknown.slice(0, 40));
  return /[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? words.loneBrace : undefined;
}
