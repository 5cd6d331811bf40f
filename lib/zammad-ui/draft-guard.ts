/**
 * Is the agent in the middle of something in this Zammad page? Runs inside the page (isolated
 * world), so it is one function without imports or outer names. Both UIs in one: a selector of the
 * other UI finds nothing. Signals measured on 5.5 and 6.5 (legacy) and 6.5 (desktop); focus alone
 * is none, because 5.5 focuses the title of a new ticket by itself.
 */
export function isBusyInZammad(): boolean {
  const filled = (element: Element | null | undefined): boolean => {
    if (!element) return false;
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      if (
        element instanceof HTMLInputElement &&
        /^(?:button|checkbox|radio|submit|range|color)$/.test(element.type)
      )
        return false;
      return element.value.trim() !== '';
    }
    return (element.textContent ?? '').trim() !== '';
  };
  const one = (selector: string) => document.querySelector(selector);
  const any = (selector: string, test: (element: Element) => boolean) =>
    [...document.querySelectorAll(selector)].some(test);
  const shown = (element: Element) => {
    const style = getComputedStyle(element);
    return style.display !== 'none' && style.visibility !== 'hidden';
  };

  // Typing anywhere. An editor inside somebody's open shadow root counts; our own card does not.
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement && active.localName !== 'offhook-cards')
    active = active.shadowRoot.activeElement;
  if (active && active.localName !== 'offhook-cards') {
    const editable =
      active instanceof HTMLInputElement ||
      active instanceof HTMLTextAreaElement ||
      (active instanceof HTMLElement &&
        (active.isContentEditable ||
          /^(?:|true|plaintext-only)$/.test(active.getAttribute('contenteditable') ?? 'no')));
    if (editable && filled(active)) return true;
  }

  // Legacy.
  if (any('.modal', shown)) return true;
  if (one('#navigation .search.filled')) return true;
  if (one('.content.active .attributeBar-reset:not(.hide), .content.active .js-reset:not(.hide)'))
    return true;
  if (any('.content.active form.article-add [data-name=body]', filled)) return true;
  if (
    location.hash.startsWith('#ticket/create') &&
    any(
      '.content.active [name=title], .content.active [data-name=body], .content.active [name=customer_id]',
      filled,
    )
  )
    return true;

  // Desktop.
  if (one('[role=dialog]') || one('aside[id^="flyout-"]') || one('#ticketArticleReplyForm'))
    return true;
  if (any('#main-sidebar input[role=searchbox]', filled)) return true;
  if (one('#main-content .formkit-outer:not(.hidden)[data-dirty="true"]')) return true;
  // After a failed create the desktop forgets `data-dirty` although the fields are still filled.
  return (
    any('#main-content .ProseMirror', filled) || any('#main-content input[name=title]', filled)
  );
}
