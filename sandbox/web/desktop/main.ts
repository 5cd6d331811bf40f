import { find, h } from '../parts/dom.ts';
import { followServer } from './live-updates.ts';
import { exposeRouter } from './exposed-router.ts';
import { startRouter } from './router.ts';
import { buildSidebar } from './sidebar.ts';

const main = h('div', { id: 'main-content', class: 'relative' });
find(document, '#app').append(buildSidebar(), main);
startRouter(main);
exposeRouter(find(document, '#app'));
followServer();
document.documentElement.dataset['sandboxReady'] = 'true';
