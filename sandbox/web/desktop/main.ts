import { find, h } from '../shared/dom.ts';
import { followServer } from './live-updates.ts';
import { startRouter } from './router.ts';
import { buildSidebar } from './sidebar.ts';

const main = h('div', { id: 'main-content', class: 'relative' });
find(document, '#app').append(buildSidebar(), main);
startRouter(main);
followServer();
document.documentElement.dataset['sandboxReady'] = 'true';
