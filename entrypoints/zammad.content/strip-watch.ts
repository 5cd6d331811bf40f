/** Tells when another address is shown or the page is hidden: by events, nothing runs in between. */

/** The part of the Navigation API that is asked for; not every browser has it. */
interface NavigationLike {
  addEventListener(type: string, listener: () => void, options: { signal: AbortSignal }): void;
}

export function watchAddress(page: Document, onChange: () => void, signal: AbortSignal): void {
  const view = page.defaultView!;
  const changed = () => onChange();
  view.addEventListener('hashchange', changed, { signal });
  view.addEventListener('popstate', changed, { signal });
  page.addEventListener('visibilitychange', changed, { signal });
  const { navigation } = view as { navigation?: NavigationLike };
  if (navigation) {
    navigation.addEventListener('currententrychange', changed, { signal });
    return;
  }
  // A page that goes on by `pushState` tells nobody, but it names what it shows in its title.
  const observer = new MutationObserver(changed);
  observer.observe(page.head, { childList: true, subtree: true, characterData: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
