// @vitest-environment happy-dom
import { runInThisContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { isBusyInZammad } from './draft-guard.ts';

/** Shapes of the pages as measured on Zammad 5.5 and 6.5. */
function show(html: string, hash = '#dashboard'): void {
  document.body.innerHTML = html;
  location.hash = hash;
}
function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
afterEach(() => show('', ''));

const legacy = (content: string, search = '') =>
  `<div id="app"><div id="navigation"><div class="search ${search}"><input id="global-search"></div></div>
   <div class="content active">${content}</div></div>`;
const create = (title = '', body = '', customer = '') =>
  legacy(`<form><input name="title" value="${title}"><div data-name="body" contenteditable="true">${body}</div>
    <input type="hidden" name="customer_id" value="${customer}"></form>`);
const desktop = (main: string, more = '') =>
  `<div id="app"><aside id="main-sidebar"><input role="searchbox"></aside><div id="main-content">${main}</div>${more}</div>`;

describe('legacy: not busy', () => {
  it.each<[string, string, string]>([
    ['dashboard', legacy(''), '#dashboard'],
    [
      'ticket, nothing changed',
      legacy(
        '<div class="js-reset attributeBar-reset hide"></div><form class="article-add"><div data-name="body"></div></form>',
      ),
      '#ticket/zoom/1',
    ],
    [
      'reply box open, empty',
      legacy('<form class="article-add is-open"><div data-name="body"><br></div></form>'),
      '#ticket/zoom/1',
    ],
    ['new ticket, untouched', create(), '#ticket/create/id/1'],
    ['a filled form elsewhere that is no new ticket', create('x'), '#dashboard'],
    ['search left, focus still in it', legacy('', ''), '#dashboard'],
    [
      'a modal that is not shown',
      legacy('<div class="modal" style="display:none"></div>'),
      '#dashboard',
    ],
    [
      'a draft in a task behind',
      `<div class="content"><form class="article-add"><div data-name="body">draft</div></form></div>${legacy('')}`,
      '#dashboard',
    ],
  ])('%s', (_name, html, hash) => {
    show(html, hash);
    expect(isBusyInZammad()).toBe(false);
  });
  it('5.5 puts the focus into the empty title by itself', () => {
    show(create(), '#ticket/create/id/1');
    focus('[name=title]');
    expect(isBusyInZammad()).toBe(false);
  });
});

describe('legacy: busy', () => {
  it.each<[string, string, string]>([
    ['a modal', legacy('<div class="modal in"></div>'), '#dashboard'],
    ['search typed', legacy('', 'focused filled open'), '#dashboard'],
    [
      'reply typed',
      legacy('<form class="article-add is-open"><div data-name="body">Dear</div></form>'),
      '#ticket/zoom/1',
    ],
    ['attribute changed', legacy('<div class="attributeBar-reset"></div>'), '#ticket/zoom/1'],
    ['new ticket with a title', create('Printer'), '#ticket/create/id/1'],
    ['new ticket with a text', create('', 'Hello'), '#ticket/create/id/1'],
    ['new ticket with a customer', create('', '', '9'), '#ticket/create/id/1'],
  ])('%s', (_name, html, hash) => {
    show(html, hash);
    expect(isBusyInZammad()).toBe(true);
  });
  it('typing anywhere', () => {
    show(legacy('<input id="any" value="half a wo">'));
    focus('#any');
    expect(isBusyInZammad()).toBe(true);
  });
});

describe('desktop: not busy', () => {
  it.each<[string, string]>([
    ['overview', desktop('')],
    [
      'ticket, idle',
      desktop('<div class="formkit-outer"></div><div class="ProseMirror"><p><br></p></div>'),
    ],
    ['new ticket, untouched', desktop('<input name="title"><div class="ProseMirror"></div>')],
    [
      'a hidden field that calls itself dirty',
      desktop('<div class="formkit-outer hidden" data-dirty="true"></div>'),
    ],
  ])('%s', (_name, html) => {
    show(html, '');
    expect(isBusyInZammad()).toBe(false);
  });
});

describe('desktop: busy', () => {
  it.each<[string, string]>([
    ['dialog', desktop('<div role="dialog" id="dialog-confirmation:1"></div>')],
    ['flyout', desktop('', '<aside id="flyout-change" role="complementary"></aside>')],
    ['reply box open', desktop('<form id="ticketArticleReplyForm"></form>')],
    ['attribute changed', desktop('<div class="formkit-outer" data-dirty="true"></div>')],
    ['text typed', desktop('<div class="ProseMirror" name="body"><p>Dear</p></div>')],
    ['title typed, or left after a failed create', desktop('<input name="title" value="Printer">')],
  ])('%s', (_name, html) => {
    show(html, '');
    expect(isBusyInZammad()).toBe(true);
  });
  it('sidebar search typed', () => {
    show(desktop(''), '');
    const search = document.querySelector<HTMLInputElement>('[role=searchbox]');
    if (search) search.value = 'crane';
    expect(isBusyInZammad()).toBe(true);
  });
});

describe('our own card', () => {
  it('is not the agent’s work in Zammad', () => {
    show(legacy(''));
    const host = document.createElement('offhook-cards');
    host.attachShadow({ mode: 'open' }).innerHTML = '<textarea>my note</textarea>';
    document.body.append(host);
    host.shadowRoot?.querySelector('textarea')?.focus();
    expect(isBusyInZammad()).toBe(false);
  });
});

describe('injection', () => {
  it('is one function that needs nothing from outside', () => {
    show(create('Printer'), '#ticket/create/id/1');
    expect(runInThisContext(`(${isBusyInZammad.toString()})()`)).toBe(true);
  });
});
