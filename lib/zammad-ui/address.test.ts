import { describe, expect, it } from 'vitest';
import { isNear, originPattern, readAddress } from './address.ts';

describe('addresses as people type and copy them', () => {
  it.each([
    ['https://zammad.example', 'https://zammad.example'],
    [' https://zammad.example/ ', 'https://zammad.example'],
    ['https://zammad.example/#dashboard', 'https://zammad.example'],
    ['https://zammad.example/desktop/tickets/view/my', 'https://zammad.example'],
    ['HTTPS://Zammad.Example/x?y=1', 'https://zammad.example'],
    ['zammad.example', 'https://zammad.example'],
    ['zammad.example:8443/x', 'https://zammad.example:8443'],
    ['https://zammad.example:443', 'https://zammad.example'],
    ['https://hilfe.müller.example', 'https://hilfe.xn--mller-kva.example'],
  ])('%j is %s', (text, url) => {
    expect(readAddress(text)).toEqual({ ok: true, url, insecure: false });
  });
  it.each([
    ['localhost:4871', 'http://localhost:4871'],
    ['http://127.0.0.1:4871/', 'http://127.0.0.1:4871'],
    ['http://[::1]:4871', 'http://[::1]:4871'],
    ['http://192.168.7.2', 'http://192.168.7.2'],
    ['http://zammad', 'http://zammad'],
    ['http://zammad.lan/#x', 'http://zammad.lan'],
  ])('%j is allowed inside the house, with a word of warning', (text, url) => {
    expect(readAddress(text)).toEqual({ ok: true, url, insecure: true });
  });
  it.each([
    'http://zammad.example',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://127.0.0.1.evil.example',
    'http://10.evil.example',
    'http://[2001:db8::1]',
  ])('%j would show the token to everybody on the way', (text) => {
    expect(readAddress(text)).toEqual({ ok: false, code: 'connect/insecure-address' });
  });
  it.each([
    '',
    '   ',
    'ftp://zammad.example',
    'javascript://alert(1)',
    'https://',
    'https://u:p@zammad.example',
    'a b c',
    'https://exa mple',
  ])('%j is no address', (text) =>
    expect(readAddress(text)).toEqual({ ok: false, code: 'connect/bad-address' }),
  );
  it('a relay may live below a path', () => {
    expect(readAddress('https://example.com/offhook/', true)).toMatchObject({
      url: 'https://example.com/offhook',
    });
  });
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.1',
    '169.254.1.1',
    '::1',
    '[fd00::1]',
    'fe80::1',
    'x.local',
    'pbx',
  ])('%s is near', (host) => expect(isNear(host)).toBe(true));
  it.each(['172.15.0.1', '11.0.0.1', '2001:db8::1', 'local.example', 'localhost.example'])(
    '%s is not',
    (host) => expect(isNear(host)).toBe(false),
  );
  it('patterns carry no port, which Firefox would refuse', () => {
    expect(originPattern('http://127.0.0.1:4871')).toBe('http://127.0.0.1/*');
    expect(originPattern('https://zammad.example')).toBe('https://zammad.example/*');
  });
});
