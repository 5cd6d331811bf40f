import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAcceptedAddress } from './accepted-address.ts';
import { startBridge } from '../../tests/bridge/bridge-bench.ts';

const accepted = createAcceptedAddress([
  'https://support.example.com',
  'https://münchen.example/zammad/',
]);

describe('BR3: only our Zammad is ever asked', () => {
  it.each([
    'https://support.example.com',
    'https://support.example.com/',
    'https://support.example.com///',
    ' https://support.example.com ',
    'HTTPS://SUPPORT.EXAMPLE.COM',
    'https://support.example.com:443',
    'https://support.example.com/api/v1',
    'https://support.example.com/api/v1/',
    'https://support.example.com/#dashboard',
    'https://support.example.com/api',
  ])('%j is ours', (sent) => {
    expect(accepted(sent)).toBe('https://support.example.com');
  });
  it('names with umlauts, in both spellings, and a path', () => {
    for (const sent of [
      'https://münchen.example/zammad',
      'https://MÜNCHEN.example/zammad/',
      'https://xn--mnchen-3ya.example/zammad/api/v1',
    ]) {
      expect(accepted(sent)).toBe('https://münchen.example/zammad');
    }
  });
  it.each([
    'http://support.example.com',
    'https://support.example.com:444',
    'https://support.example.com.evil.example',
    'https://evil.example/support.example.com',
    'https://evil.example/#https://support.example.com',
    'https://support.example.com@evil.example',
    'https://user:pass@support.example.com',
    'https://user@support.example.com',
    'https://support.example.com\\@evil.example',
    'https://evil.example\\support.example.com',
    'https://support.example.com%2eevil.example',
    'https://support.example.com%00.evil.example',
    'https://support。example.com.evil.example',
    'https://suppоrt.example.com',
    'https://support.example.com/other',
    'https://support.example.com/api/v2',
    'https://münchen.example',
    'https://munchen.example/zammad',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1',
    'http://[::ffff:127.0.0.1]',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//support.example.com',
    'support.example.com',
    'https://',
    '',
    `https://support.example.com/${'a'.repeat(600)}`,
  ])('%j is not', (sent) => {
    expect(accepted(sent)).toBeUndefined();
  });
  it('whatever is accepted has our host', () => {
    const part = fc.constantFrom(
      'https://',
      'support.example.com',
      'evil.example',
      '@',
      '/',
      '\\',
      ':443',
      '.',
      '#',
      '?',
      '%2f',
      '/api/v1',
      '。',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const sent = parts.join('');
        if (accepted(sent) !== undefined) {
          const { host, username } = new URL(sent);
          expect([host, username]).toEqual(['support.example.com', '']);
        }
      }),
    );
  });
  it('a foreign one is refused before anybody is asked', async () => {
    const bridge = await startBridge({ bridge: { zammadUrls: ['https://support.example.com'] } });
    for (const url of [
      'https://evil.example',
      bridge.zammadUrl.replace('//', '//user@'),
      bridge.zammadUrl.replace('127.0.0.1', '127.0.0.2'),
      `${bridge.zammadUrl}0`,
    ]) {
      const answer = await bridge
        .client('sandbox-agent1', { 'x-provider-url': url })
        .get('/contacts');
      expect([url, answer.status, answer.text]).toEqual([url, 452, 'integration/invalid-url']);
    }
    expect(await bridge.asked()).toEqual([]);
  });
  it('links begin with the address that the client was given', async () => {
    const bridge = await startBridge({ bridge: { zammadUrls: ['https://support.example.com'] } });
    const outside = { 'x-provider-url': 'https://support.example.com/api/v1/' };
    const { json } = await bridge
      .client('sandbox-agent1', outside)
      .get('/contacts/19?type=contacts');
    expect([json.contactUrl, json.avatarUrl]).toEqual([
      'https://support.example.com/#user/profile/19',
      'https://support.example.com/api/v1/users/image/3a52ce780950d4d969792a2559cd519d',
    ]);
    const desktop = await startBridge({ bridge: { profilePage: 'desktop' } });
    const same = await desktop.client().get('/contacts/19?type=contacts');
    expect(same.json.contactUrl).toBe(`${desktop.zammadUrl}/desktop/users/19`);
  });
});
