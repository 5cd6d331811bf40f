import { api } from '../parts/api.ts';
import { find, h } from '../parts/dom.ts';
import { modern } from '../parts/page.ts';
import { t } from '../parts/texts.ts';
import type { Tasks } from './tasks.ts';

/**
 * Zammad's keys, dangerous ones included. They act whenever `document.activeElement` is no input
 * — the host element of a shadow root is none, so keys typed in a careless overlay end up here.
 * 6.x: bare keys. 5.x: Ctrl+Shift with the same letters, and the bare `d`.
 */
export function listenForShortcuts(tasks: Tasks): void {
  document.addEventListener('keydown', (event) => {
    const typing = isEditable(document.activeElement);
    const name = nameOf(event);
    const action = ACTIONS[name];
    if (!action || (typing && !name.startsWith('ctrl+'))) return;
    event.preventDefault();
    document.documentElement.dataset['sandboxShortcut'] = name;
    void action(tasks);
  });
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  if (event.altKey || event.metaKey) return '';
  if (modern) {
    if (event.ctrlKey) return key === 'enter' ? 'ctrl+enter' : '';
    return event.shiftKey ? `shift+${key}` : key;
  }
  if (event.ctrlKey && event.shiftKey) return OLD_KEYS[key] ?? '';
  return key === 'd' && !event.ctrlKey ? 'd' : '';
}

/** The old layout with Ctrl+Shift, told in names of the new one. */
const OLD_KEYS: Record<string, string> = {
  d: 'h',
  o: 'o',
  s: 's',
  a: 'a',
  n: 'n',
  e: 'shift+l',
  w: 'shift+w',
  c: 'shift+c',
};

const ACTIONS: Record<string, (tasks: Tasks) => void | Promise<void>> = {
  h: () => setHash('#dashboard'),
  o: () => setHash('#ticket/view/my'),
  s: () => find(document, '#global-search').focus(),
  a: () => undefined,
  n: () => setHash('#ticket/create'),
  u: () => setHash('#profile'),
  d: () => toggleDark(),
  x: () => undefined,
  r: () => undefined,
  i: () => undefined,
  '.': () => undefined,
  'shift+w': (tasks) => {
    const key = tasks.active()?.key;
    if (key) tasks.close(key);
  },
  'shift+c': (tasks) => tasks.active()?.closeTicket?.(),
  'shift+l': () => logOut(),
  'ctrl+enter': (tasks) =>
    tasks.active()?.content.querySelector<HTMLButtonElement>('.js-submit')?.click(),
};

function setHash(hash: string): void {
  location.hash = hash;
}

function toggleDark(): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = dataset['theme'] === 'dark' ? 'light' : 'dark';
}

async function logOut(): Promise<void> {
  await api('DELETE', 'signout');
  find(document, '#app').replaceChildren(
    h(
      'div',
      { class: 'login panel' },
      h('p', {}, t.loggedOut),
      h('button', { class: 'primary', onclick: () => location.reload() }, t.login),
    ),
  );
}

function isEditable(element: Element | null): boolean {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  );
}
