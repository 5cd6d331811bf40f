import { find } from '../parts/dom.ts';
import { exposeApp } from './app-global.ts';
import { followServer } from './live-updates.ts';
import { buildNavigation } from './navigation.ts';
import { startRouter } from './router.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { createTasks } from './tasks.ts';

const app = find(document, '#app');
const tasks = createTasks(app);
buildNavigation(app, tasks);
exposeApp(tasks);
listenForShortcuts(tasks);
startRouter(tasks);
followServer();
document.documentElement.dataset['sandboxReady'] = 'true';
