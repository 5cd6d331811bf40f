/** Variables that the sender left as they were configured: `$remote`, `${caller}`, `%CALLER%` … */

const WHOLE =
  /^(?:\$\{?[a-z_][\w.-]*\}?|\{\{?\s*[a-z_$][\w.$-]*\s*\}?\}|\[[a-z_][\w.]*\]|<\$?[a-z_]*\$[\w]*>|<\$[\w]+>|#\{?[a-z_]\w*\}?)$/i;
const INSIDE = /\$\{?[a-z_]|\{\{?[a-z_$][\w.$-]*\}\}?/i;
/** `%CALLER%`, also after its first two letters were read as an escaped byte. */
const PERCENT = /^[%\ufffd][^\d+]*%?$|^[^\d+]*[%\ufffd][^\d+]*%$/;

/** @returns undefined for a variable that was not replaced */
export function replaced(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = text.trim();
  if (plain === '') return text;
  const left = WHOLE.test(plain) || PERCENT.test(plain) || (isUri(plain) && INSIDE.test(plain));
  return left ? undefined : text;
}

function isUri(text: string): boolean {
  return /^(?:sips?|tel):|@/i.test(text);
}
