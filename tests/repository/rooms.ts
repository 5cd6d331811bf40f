/**
 * Who may import whom: the table "Rooms" of docs/architecture.md as data.
 * A room is the longest matching folder. `inside` lists other rooms of ours, `packages` what comes from outside.
 */
export interface Room {
  folder: string;
  inside: string[];
  /** Exact names, or `name/*` for any path of that package; `*` for every package. */
  packages: string[];
}

const libAll = [
  'lib/core',
  'lib/protocol',
  'lib/rpc',
  'lib/relay-client',
  'lib/zammad',
  'lib/zammad-ui',
  'lib/storage',
  'lib/state',
  'lib/i18n',
];
const wxt = ['wxt', 'wxt/*', '#imports', '#i18n', '@wxt-dev/*'];
const react = ['react', 'react/*', 'react-dom', 'react-dom/*'];

export const ROOMS: Room[] = [
  { folder: 'lib/core', inside: [], packages: ['libphonenumber-js/core'] },
  { folder: 'lib/protocol', inside: ['lib/core'], packages: ['valibot'] },
  {
    folder: 'lib/rpc',
    inside: ['lib/core', 'lib/protocol'],
    packages: ['valibot', '@webext-core/messaging', 'wxt/browser'],
  },
  { folder: 'lib/relay-client', inside: ['lib/core', 'lib/protocol'], packages: ['valibot'] },
  { folder: 'lib/zammad', inside: ['lib/core'], packages: ['ky', 'valibot'] },
  { folder: 'lib/zammad-ui', inside: ['lib/core', 'lib/zammad'], packages: ['valibot'] },
  { folder: 'lib/storage', inside: ['lib/core'], packages: ['valibot', ...wxt] },
  {
    folder: 'lib/state',
    inside: ['lib/core', 'lib/rpc', 'lib/storage', 'lib/i18n'],
    packages: ['zustand', 'zustand/*', '@tanstack/react-query', ...react, ...wxt],
  },
  { folder: 'lib/i18n', inside: ['lib/core'], packages: [...react, ...wxt] },
  { folder: 'components', inside: ['lib/core', 'lib/i18n'], packages: react },
  { folder: 'entrypoints', inside: [...libAll, 'components'], packages: ['*'] },
  { folder: 'relay', inside: ['lib/core', 'lib/protocol', 'lib/zammad'], packages: ['*'] },
  { folder: 'sandbox', inside: ['lib/core'], packages: ['*'] },
];

/** What no room imports, whatever its row says. */
export const BROWSER_ONLY = ['wxt', '#imports', 'react', 'zustand'];

export function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => path.startsWith(`${room.folder}/`)).toSorted(
    (a, b) => b.folder.length - a.folder.length,
  )[0];
}
