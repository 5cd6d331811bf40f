const nothing = () => {};

/** Handlers of these names that do nothing. */
export function idle<K extends string>(...names: K[]): Record<K, () => void> {
  return Object.fromEntries(names.map((name) => [name, nothing])) as Record<K, () => void>;
}
