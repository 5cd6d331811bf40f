import { userPages } from '../parts/page.ts';
import { navigate } from './navigate.ts';

/** The router as the page's own world can reach it on the root element of the original. */
export function exposeRouter(root: HTMLElement): void {
  const $router = {
    resolve: (path: string) => ({ matched: matched(path) }),
    push: (path: string) => navigate(path),
  };
  Object.assign(root, { __vue_app__: { config: { globalProperties: { $router } } } });
}

function matched(path: string): { path: string }[] {
  if (/^\/tickets\/\d+$/.test(path)) return [{ path: '/tickets/:internalId' }];
  if (userPages && /^\/users\/\d+$/.test(path)) return [{ path: '/users/:internalId(\\d+)' }];
  return [{ path: '/:pathMatch(.*)*' }];
}
