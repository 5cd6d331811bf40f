import { describe, expect, it } from 'vitest';
import { roleOf, type RoleFacts, type Sender } from './role.ts';

const facts: RoleFacts = {
  extensionId: 'offhook-id',
  extensionOrigin: 'chrome-extension://offhook-id',
  zammadOrigin: 'https://zammad.example',
};
const card: Sender = {
  id: 'offhook-id',
  url: 'https://zammad.example/#ticket/zoom/1',
  origin: 'https://zammad.example',
  frameId: 0,
  tab: { id: 7 },
};

describe('who may speak to the background', () => {
  it.each<[string, Sender]>([
    ['another extension', { ...card, id: 'other' }],
    [
      'another extension from its own page',
      { id: 'other', url: 'chrome-extension://other/a.html' },
    ],
    ['a sender without id', { ...card, id: undefined }],
    ['a web page', { id: undefined, url: 'https://evil.example/', tab: { id: 1 }, frameId: 0 }],
    ['our script in a foreign page', { ...card, url: 'https://evil.example/', origin: undefined }],
    [
      'a look-alike host',
      { ...card, url: 'https://zammad.example.evil.example/', origin: undefined },
    ],
    [
      'credentials in the address',
      { ...card, url: 'https://zammad.example@evil.example/', origin: undefined },
    ],
    ['another port', { ...card, url: 'https://zammad.example:8443/', origin: undefined }],
    ['plain http of the same host', { ...card, url: 'http://zammad.example/', origin: undefined }],
    ['a frame in Zammad', { ...card, frameId: 3 }],
    ['a frame of unknown depth', { ...card, frameId: undefined }],
    ['a sandboxed frame', { ...card, origin: 'null' }],
    ['no tab', { ...card, tab: undefined }],
    ['no address', { ...card, url: undefined }],
    ['an unreadable address', { ...card, url: 'not an address' }],
    ['about:blank', { ...card, url: 'about:blank', origin: undefined }],
    [
      'a page of ours in the words of another scheme',
      { ...card, url: 'https://offhook-id/', origin: undefined },
    ],
  ])('%s is nobody', (_name, sender) => {
    expect(roleOf(sender, facts)).toBeUndefined();
  });
  it('nobody is content while no Zammad is connected', () => {
    expect(roleOf(card, { ...facts, zammadOrigin: undefined })).toBeUndefined();
  });
  it('the card in the top frame of the connected Zammad is content', () => {
    expect(roleOf(card, facts)).toBe('content');
    expect(roleOf({ ...card, origin: undefined }, facts)).toBe('content');
  });
  it('our own pages are pages, in a tab as well', () => {
    const url = 'chrome-extension://offhook-id/options.html';
    expect(roleOf({ id: 'offhook-id', url }, facts)).toBe('page');
    expect(roleOf({ id: 'offhook-id', url, tab: { id: 3 }, frameId: 0 }, facts)).toBe('page');
    const firefox = { ...facts, extensionOrigin: 'moz-extension://1111-2222' };
    expect(roleOf({ id: 'offhook-id', url: 'moz-extension://1111-2222/popup.html' }, firefox)).toBe(
      'page',
    );
  });
});
