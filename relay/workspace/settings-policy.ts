/** What the administrator presets for one agent, out of the groups they are in. Rule WS11. */
import type { SettingsPolicy } from '../../lib/core/settings.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { SettingsConfig } from '../config-settings.ts';

/** The later group wins; what any of them locks is locked. */
export function settingsFor(
  config: SettingsConfig,
  agent: Pick<Agent, 'login' | 'email'>,
): SettingsPolicy {
  const names = [agent.login, agent.email].filter((name) => name !== undefined).map(fold);
  const own = config.groups.filter(({ agents }) =>
    agents.some((name) => names.includes(fold(name))),
  );
  const layers: SettingsPolicy[] = [config, ...own];
  return {
    values: Object.assign({}, ...layers.map(({ values }) => values)) as SettingsPolicy['values'],
    locked: [...new Set(layers.flatMap(({ locked }) => locked))],
  };
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
