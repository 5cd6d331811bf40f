import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { loadConfig } from './config-load.ts';
import { tempFolder } from './testing/temp-folder.ts';

function file(content: unknown): string {
  const path = join(tempFolder(), 'offhook.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
function problems(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

/** The example of the admin guide. */
const EXAMPLE = {
  version: 1,
  homeCountry: 'DE',
  areaCode: '30',
  zammad: {
    url: 'https://zammad.example',
    forward: { url: 'https://zammad.example/api/v1/cti/TOKEN', agentReference: false },
  },
  connections: [{ id: 'main', dialect: 'generic', secret: 'S3CRET', enabled: true, options: {} }],
  extensions: '^\\d{2,4}$',
  agents: [
    {
      login: 'agent1@example.com',
      extensions: ['23', 'PJSIP/23'],
      numbers: ['+493055581'],
      names: ['Alice Agent'],
    },
  ],
  queues: [{ name: 'support', match: ['+493012300', 'support'], agents: ['agent1@example.com'] }],
  lines: [
    { match: '+493012300', label: 'Support', greeting: 'Hello', language: 'de', private: false },
  ],
  blocked: [
    { number: '+49900*', note: 'premium', until: '2027-01-01' },
    { anonymous: true, reason: 'rejected' },
  ],
  callerIds: {
    default: '+493055571600',
    routes: [{ dest: '+33*', callerId: '+33140000000', note: '' }],
  },
  targets: { nobodyMapped: 'everyone' },
  phonebook: { secret: 'S3CRET' },
  visibility: 'team',
  retentionDays: 365,
};

describe('defaults', () => {
  it('need nothing', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4870,
      databaseUrl: 'sqlite:./data/offhook.db',
      homeCountry: 'DE',
      retentionDays: 365,
      connections: [],
      targets: { nobodyMapped: 'everyone' },
    });
  });
  it('an empty variable is not set', () => {
    expect(loadConfig({ OFFHOOK_PORT: '', OFFHOOK_CTI_TOKEN: ' ' })).toMatchObject({ port: 4870 });
  });
});

describe('the file', () => {
  it('is taken whole', () => {
    const config = loadConfig({ OFFHOOK_CONFIG: file(EXAMPLE) });
    expect(config).toMatchObject({
      areaCode: '30',
      zammad: EXAMPLE.zammad,
      agents: EXAMPLE.agents,
      blocked: [
        { number: '+49900*', reason: 'busy' },
        { anonymous: true, reason: 'rejected' },
      ],
    });
  });
  it('loses to the environment for what that names', () => {
    const config = loadConfig({
      OFFHOOK_CONFIG: file(EXAMPLE),
      OFFHOOK_HOME_COUNTRY: 'ch',
      OFFHOOK_ZAMMAD_URL: 'https://other.example/',
      OFFHOOK_ZAMMAD_CTI_URL: 'https://other.example/api/v1/cti/X',
      OFFHOOK_CTI_TOKEN: 'from-env',
      OFFHOOK_DIAL_URL: 'http://pbx.example/dial?to={number}',
      OFFHOOK_RETENTION_DAYS: '30',
    });
    expect(config).toMatchObject({
      homeCountry: 'CH',
      zammad: { url: 'https://other.example', forward: { agentReference: false } },
      connections: [{ id: 'main', secret: 'from-env' }],
      dial: { url: 'http://pbx.example/dial?to={number}', method: 'GET' },
      retentionDays: 30,
    });
  });
  it('every problem at once, with its place', () => {
    const places = problems({
      OFFHOOK_PORT: 'http',
      OFFHOOK_CONFIG: file({
        version: 1,
        areaCode: 'x',
        zammad: { url: 'zammad.example', tokn: 'a' },
        agents: [{ login: '' }],
        blocked: [{ note: 'neither' }],
        extensions: '(',
        retentionDays: 0,
        dial: { url: 'http://pbx/{nummer}' },
      }),
    });
    expect(places.map((line) => /^(?:offhook\.json: )?[^:]+/.exec(line)?.[0])).toEqual([
      'OFFHOOK_PORT',
      'offhook.json: areaCode',
      'offhook.json: zammad.url',
      'offhook.json: zammad.tokn',
      'offhook.json: extensions',
      'offhook.json: agents.0.login',
      'offhook.json: blocked.0',
      'offhook.json: dial.url',
      'offhook.json: retentionDays',
    ]);
  });
  it.each([
    ['{ "secret": "S3CRET"', 'is no JSON'],
    ['[]', 'version: is missing'],
    ['7', 'must be'],
    [
      '{ "version": 1, "blocked": [{ "number": "1", "until": "2027-02-30" }] }',
      'no day of the calendar',
    ],
    ['{ "version": 1, "callerIds": { "default": "Support" } }', 'must be a telephone number'],
    [
      '{ "version": 1, "connections": [{ "id": "a", "dialect": "generic" }] }',
      'a.secret: is missing',
    ],
    ['{ "version": 1, "connections": [{ "id": "a", "dialect": "freeswitch" }] }', 'a.options'],
    ['{}', 'version'],
  ])('%s', (content, what) => {
    const found = problems({ OFFHOOK_CONFIG: file(content) }).join();
    expect(found).toContain(what);
    expect(found).not.toContain('S3CRET');
  });
  it('needs no secret for a telephone system that we connect to', () => {
    const content = {
      version: 1,
      connections: [{ id: 'box', dialect: 'fritzbox', options: { host: 'fritz.box' } }],
    };
    const { connections } = loadConfig({ OFFHOOK_CONFIG: file(content) });
    expect(connections[0]?.secret).toMatch(/^.{32}$/);
  });
  it('that is missing is named', () => {
    expect(problems({ OFFHOOK_CONFIG: '/nowhere/offhook.json' }).join()).toContain(
      'cannot be read',
    );
  });
});

describe('connections', () => {
  it('by environment', () => {
    const { connections } = loadConfig({
      OFFHOOK_CTI_TOKEN: 'main-secret',
      OFFHOOK_PBX_FRONT_DESK: 'generic:other-secret',
    });
    expect(connections).toMatchObject([
      { id: 'main', secret: 'main-secret' },
      { id: 'front-desk', dialect: 'generic', secret: 'other-secret', enabled: true },
    ]);
  });
  it.each([
    [{ OFFHOOK_PBX_A: 'smoke-signals:SECRET' }, 'known: generic'],
    [{ OFFHOOK_PBX_A: 'generic' }, 'generic:SECRET'],
    [{ OFFHOOK_PBX_A: 'generic:SECRET', OFFHOOK_PBX_B: 'generic:SECRET' }, 'same secret'],
    [{ OFFHOOK_CTI_TOKEN: 'a/b' }, 'part of an address'],
  ])('%j', (env, what) => {
    expect(problems(env as unknown as Record<string, string>).join()).toContain(what);
  });
});

describe('secrets', () => {
  it('are in no message', () => {
    const secret = 'very secret!';
    const found = problems({
      OFFHOOK_CTI_TOKEN: secret,
      OFFHOOK_PBX_A: `generic:${secret}`,
      OFFHOOK_ZAMMAD_CTI_URL: `https://zammad.example/${secret}`,
      OFFHOOK_CONFIG: file({ version: 1, connections: [{ id: 'x', dialect: 'x', secret }] }),
    });
    expect(found.length).toBeGreaterThan(3);
    expect(found.join()).not.toContain(secret);
  });
});
