/** Loads the configuration: environment over configuration file over defaults. */
import { ConfigError, type RelayConfig } from './config.ts';
import { readEnvironment } from './config-env.ts';
import { readConfigFile } from './config-file.ts';
import { mergeConfig } from './config-merge.ts';

/**
 * Reads environment and configuration file (`OFFHOOK_CONFIG`).
 * @throws ConfigError with all problems of both.
 */
export function loadConfig(env: Record<string, string | undefined>): RelayConfig {
  const environment = readEnvironment(env);
  const file = readConfigFile(environment.values.configFile);
  const merged = mergeConfig(environment.values, file.values);
  const problems = [...environment.problems, ...file.problems, ...merged.problems];
  if (problems.length > 0) throw new ConfigError(problems);
  return merged.config;
}
