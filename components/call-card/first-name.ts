/** So much of a name as a button has room for. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
