import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { loadConfig } from './config-load.ts';
import { tempFolder } from './testing/temp-folder.ts';

function load(directory: unknown) {
  const file = join(tempFolder(), 'offhook.json');
  writeFileSync(file, JSON.stringify({ version: 1, directory }));
  try {
    return loadConfig({ OFFHOOK_CONFIG: file }).directory;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, message }) => `${path} ${message}`).join('\n');
  }
}

it('nothing said: modest, no quiet hours, learning', () => {
  expect(load(undefined)).toMatchObject({
    phoneFields: [],
    organizationFields: [],
    notes: false,
    requestsPerSecond: 2,
    pause: [],
    learn: true,
  });
});

it('each field once', () => {
  const fields = ['main_number', 'main_number'];
  expect(load({ organizationFields: fields })).toMatchObject({
    organizationFields: ['main_number'],
  });
});

it.each([
  [{ requestsPerSecond: 0 }, 'directory.requestsPerSecond must be at least 0.1'],
  [{ requestsPerSecond: 1000 }, 'directory.requestsPerSecond must be at most 50'],
  [{ pause: [{ from: '22', to: '23:00' }] }, 'directory.pause.0.from must be a time like 22:00'],
  [{ pause: [{ from: '24:00', to: '23:00' }] }, 'must be a time like 22:00'],
  [{ pause: [{ from: '22:00', to: '22:00' }] }, 'must not begin and end at the same time'],
  [{ pause: [{ from: '22:00' }] }, 'directory.pause.0.to is missing'],
  [{ organizationFields: ['Main Number'] }, 'must be the name of an attribute of organisations'],
  [{ notes: 'yes' }, 'directory.notes must be true or false'],
  [{ learning: false }, 'directory.learning is not a known setting'],
])('%j is refused in plain words', (directory, words) => {
  expect(load(directory)).toContain(words);
});
