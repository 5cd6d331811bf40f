/** The key that saves, as it is printed on this computer's keyboard. */
export function saveKey(): string {
  return navigator.platform.startsWith('Mac') ? '⌘ ↵' : 'Ctrl ↵';
}
