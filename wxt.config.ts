import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { LEFT_OUT } from './lib/i18n/left-out.ts';

/** Public key; pins the id of unpacked Chromium builds to `omgglfpgobddpgelhbiicikcjepgcikk`. */
const CHROME_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3gTetbz/YUL6aKzlW3KBA9h+7C3WGed5orQqzDZOW/mGAGwJ8p72jcorXmg1cgZW9pEBnZXsmGnksA/oG3ipyPJP+MVUVUdLvXvVUUoFktYb3E023Tw2Fzh91MpafQz4YXtlpi+iebBTC4TfYe9UBIEjvP1XpxjRJOxG0CiQw2wzZRwFGweGR6cR7RW4RAoaiC9Eq4bsPClOn+4oyJMp0/rAhvft1w7o8UVut76DvzBJnIpPCTy5y0lCm01Jn6b40lM17OTF7JSDBdXw7ByqmOwR1k074N7mJ1zBlZvgp2E/n3UbmQ7AZ5+781jrnuortJ3znlrd0ExqF719Z+6AkwIDAQAB';
const GECKO_ID = 'offhook@offhook.example';

/** Texts that this content script never says are not in it. */
function textsLeftOut(script: string) {
  const areas = LEFT_OUT[script] ?? [];
  return {
    find: new RegExp(`^\\./(en|de)/(${areas.join('|') || '(?!)'})\\.ts$`),
    replacement: fileURLToPath(new URL('lib/i18n/page-only.ts', import.meta.url)),
  };
}

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  hooks: {
    // The page pays for the card's script at every load: Preact evaluates in a tenth of React's time.
    'vite:build:extendConfig': ([entrypoint], config) => {
      if (entrypoint?.type !== 'content-script') return;
      config.resolve = {
        ...config.resolve,
        alias: [
          textsLeftOut(entrypoint.name),
          { find: /^react$/, replacement: 'preact/compat' },
          { find: /^react-dom$/, replacement: 'preact/compat' },
          { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
          { find: /^react\/jsx-runtime$/, replacement: 'preact/compat/jsx-runtime' },
        ],
      };
    },
  },
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    short_name: 'Offhook',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    // `activeTab` adds no warning; it shows the address of the tab from which the popup was opened,
    // so that the connect page can offer it.
    permissions: ['storage', 'alarms', 'notifications', 'scripting', 'activeTab'],
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    // Without this Firefox turns `ws://` and `http://` of a relay in the house into TLS.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
    commands: {
      // Combinations that both browsers assign and no Zammad binds.
      'show-card': {
        suggested_key: { default: 'Alt+Shift+O' },
        description: '__MSG_commandCard__',
      },
      'accept-offer': {
        suggested_key: { default: 'Alt+Shift+U' },
        description: '__MSG_commandOffer__',
      },
      'open-panel': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_commandPanel__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: CHROME_KEY,
          minimum_chrome_version: '116',
          // What an organisation may preset. Firefox takes no schema: docs/managed-storage.md.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
