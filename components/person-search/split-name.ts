/** "Anna Maria Adler" → first names and last name; "Adler, Anna" the other way round. Pure. */
export function splitName(name: string): { firstname: string; lastname: string } {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const comma = name.indexOf(',');
  if (comma > 0)
    return { firstname: name.slice(comma + 1).trim(), lastname: name.slice(0, comma).trim() };
  return { firstname: words.slice(0, -1).join(' '), lastname: words.at(-1) ?? '' };
}
