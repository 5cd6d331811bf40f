import { screens } from './screens.ts';

export const BASE = '/desktop';

/** Goes to a path below `/desktop` without loading the page; the router listens to `popstate`. */
export function navigate(path: string): void {
  history.pushState(null, '', BASE + path);
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** Takes a screen out and leaves for the overview when it was shown. */
export function closeScreen(key: string): void {
  const screen = screens.get(key);
  screens.delete(key);
  if (screen?.element.isConnected) navigate('/tickets/view/my_assigned');
}
