/** Which Zammad the sandbox behaves like. `7.2` is 6.5's REST interface plus the desktop user page. */
export const FLAVOURS = ['5.5', '6.5', '7.2'] as const;
export type Flavour = (typeof FLAVOURS)[number];

/** True for everything after the 5.x line (search answers, error texts, extra fields). */
export function isModern(flavour: Flavour): boolean {
  return flavour !== '5.5';
}
