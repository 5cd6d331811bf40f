import * as v from 'valibot';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../config-env.ts';
import { createKindOf } from './channels.ts';
import { options, readShorthand } from './options.ts';

const full = { host: 'pbx.example', user: 'relay', password: 'secret' };

function problems(input: unknown): string[] {
  const result = v.safeParse(options, input);
  return result.success
    ? []
    : result.issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`);
}

test('three words are enough', () => {
  expect(v.parse(options, full)).toEqual({ ...full, port: 5038, tls: undefined });
});

test('what is read may be read again', () => {
  const once = v.parse(options, { ...full, tls: true });
  expect(once).toMatchObject({ port: 5039, tls: { acceptAnyCertificate: false } });
  expect(v.parse(options, once)).toEqual(once);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['no host', { host: undefined }, /^host .*server/],
  ['an address as host', { host: 'http://pbx/' }, /^host write the name or address/],
  ['no user', { user: ' ' }, /^user write the section name/],
  ['no password', { password: '' }, /^password write the `secret`/],
  ['a port that is none', { port: 70_000 }, /^port must be a port number/],
  ['an unknown option', { hots: 'x' }, /^hots is not known; known are host, port/],
  ['a pattern that is none', { extensions: '(' }, /^extensions must be a regular expression/],
  ['a trunk without technology', { trunks: ['provider'] }, /^trunks\.0 .*PJSIP\/provider/],
  ['no trunks', { trunks: [] }, /^trunks must name at least one/],
  ['tls that is no switch', { tls: 'yes' }, /^tls must be true, false/],
])('%s: says what to write', (_what, change, message) => {
  const found = problems({ ...full, ...change });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(message);
});

test('a missing option is named', () => {
  expect(problems({ host: 'a', user: 'b' })).toEqual([
    expect.stringMatching(/^password .*(missing|write)/),
  ]);
});

test.each([
  ['relay:secret@127.0.0.1:5038', { host: '127.0.0.1', port: 5038, password: 'secret' }],
  ['relay:se:cr@et@pbx.example', { host: 'pbx.example', port: 5038, password: 'se:cr@et' }],
  ['relay:secret@[::1]:5038', { host: '::1', port: 5038 }],
  ['relay:secret@pbx:5039', { port: 5039, tls: { acceptAnyCertificate: false } }],
])('the short form %s', (text, expected) => {
  expect(readShorthand(text)).toMatchObject({ options: { user: 'relay', ...expected } });
});

test.each(['', 'secret', 'relay:secret', 'relay@host', 'relay:s3cr3t@host:99999', ':x@h'])(
  'the short form %j is answered with what to write, without the secret',
  (text) => {
    const read = readShorthand(text);
    expect(read).toMatch(/^write asterisk:USER:SECRET@HOST:PORT/);
    expect(read).not.toContain('s3cr3t');
  },
);

test('a connection by environment', () => {
  const { values, problems: found } = readEnvironment({
    OFFHOOK_PBX_OFFICE: 'asterisk:relay:secret@127.0.0.1:5038',
  });
  expect(found).toEqual([]);
  expect(values.connections).toMatchObject([
    { id: 'office', dialect: 'asterisk', options: { user: 'relay', host: '127.0.0.1' } },
  ]);
});

const kindOf = createKindOf({
  options: { trunks: undefined, extensions: undefined, trunkContexts: undefined },
  markOurs: (party) => (party.account === 'PJSIP/alice' ? { ...party, kind: 'person' } : party),
});

test.each([
  ['PJSIP/23-0000001f', undefined, 'phone'],
  ['PJSIP/23-0000001f', 'from-trunk', 'phone'],
  ['PJSIP/provider-0000001f', undefined, 'trunk'],
  ['PJSIP/reception-0000001f', 'from-internal', 'phone'],
  ['PJSIP/reception-00000020', undefined, 'phone'],
  ['SIP/4930123456-00000001', 'from-pstn-toheader', 'trunk'],
  ['DAHDI/i1/49301234-2f', 'from-dahdi', 'trunk'],
  ['PJSIP/alice-00000001', 'office', 'phone'],
  ['Local/23@from-queue-00000000;2', 'from-queue', 'local'],
  ['Message/ast_msg_queue', undefined, 'other'],
  ['Snoop/1795229560.0-00000001', undefined, 'other'],
])('%s of %s is a %s', (channel, context, kind) => {
  expect(kindOf(channel, context)).toBe(kind);
});
