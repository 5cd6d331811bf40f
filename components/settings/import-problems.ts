import { DEFAULT_SETTINGS, type SettingKey } from '../../lib/core/settings.ts';
import type { Texts } from '../../lib/i18n/texts.ts';

/**
 * What is wrong with a file, in sentences.
 * @param detail `json`, `kind`, `newer`, or `volume:value, color:unknown`
 */
export function importProblems(texts: Texts, detail = ''): string[] {
  const t = texts.settingsPage.backup;
  if (detail === 'json' || detail === 'kind' || detail === 'newer') return [t[detail]];
  return detail
    .split(', ')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.lastIndexOf(':');
      const [key, reason] = [part.slice(0, at), part.slice(at + 1)];
      if (reason === 'unknown' || !isKey(key)) return t.unknown(key);
      return t.value(texts.settingsPage.setting[key].name);
    });
}

function isKey(key: string): key is SettingKey {
  return Object.hasOwn(DEFAULT_SETTINGS, key);
}
