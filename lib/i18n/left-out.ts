/**
 * Areas of text (file names in `en/` and `de/`) that a content script does without, by its name.
 * `page-only.ts` stands in for them there.
 */
const PAGES = [
  'settings-page',
  'diagnostics',
  'opening',
  'missed-board',
  'waiting',
  'panel',
  'privacy',
];

export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  zammad: PAGES,
  dial: [...PAGES, 'history', 'people', 'wrap-up', 'strip'],
};
