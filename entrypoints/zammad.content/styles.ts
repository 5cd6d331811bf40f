/**
 * The styles of the card as text, for its shadow root. Inlined in the script: nothing is fetched
 * at page load, and no file of ours is open to the page.
 */
const sheets = import.meta.glob<string>(
  [
    '../../components/*.css',
    '../../components/form/*.css',
    '../../components/call-card/*.css',
    '../../components/card-tray/*.css',
    '../../components/note-editor/*.css',
    '../../components/person-search/*.css',
    '../../components/call-mark/*.css',
    '../../components/strip/*.css',
  ],
  { query: '?inline', import: 'default', eager: true },
);

export const cardStyles = [':host { all: initial !important; }', ...Object.values(sheets)].join(
  '\n',
);
