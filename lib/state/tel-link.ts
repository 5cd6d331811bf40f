/**
 * Hands a number to the system's own handler, by a link of ours that is followed and forgotten.
 * @param href a clean `tel:` address from the background; anything else is not followed
 * @param target `_blank` in a popup, where a link in place would not leave the browser
 */
export function followTelLink(page: Document, href: string, target?: '_blank'): void {
  if (!/^tel:\+?\d{1,20}$/.test(href)) return;
  const link = page.createElement('a');
  link.href = href;
  if (target) link.target = target;
  link.style.display = 'none';
  page.body.append(link);
  link.click();
  link.remove();
}
