import { problemText, type Texts } from '../../lib/i18n/texts.ts';

/** The words of this page first: they say more about a number than the general ones. */
export function privacyProblem(texts: Texts, code: string): string {
  const { problem } = texts.privacy;
  return Object.hasOwn(problem, code)
    ? problem[code as keyof typeof problem]
    : problemText(texts, code);
}
