import { api } from '../parts/api.ts';
import { age, h, telLink } from '../parts/dom.ts';
import type { Call } from '../parts/records.ts';
import { t } from '../parts/texts.ts';
import { plainPage } from './dashboard.ts';
import type { Task, Tasks } from './tasks.ts';

const main = h('div', { class: 'main' });

/** `#cti`: the caller log with links to dial and to people. */
export function callerLogTask(tasks: Tasks): Task {
  return plainPage(tasks, 'CTI', t.calls, '#cti', main, refreshCallerLog);
}

export async function refreshCallerLog(): Promise<void> {
  if (!main.isConnected) return;
  const { list } = await api<{ list: Call[] }>('GET', 'cti/log');
  const rows = list.map(row);
  main.replaceChildren(
    h('h1', {}, t.calls),
    rows.length > 0
      ? h(
          'div',
          { class: 'panel' },
          h(
            'table',
            { class: 'js-callerLog calls' },
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                ...[t.from, t.to, t.queue, t.state, t.age, t.done].map((text) => h('th', {}, text)),
              ),
            ),
            h('tbody', {}, ...rows),
          ),
        )
      : h('p', { class: 'quiet' }, t.noCalls),
  );
}

function row(call: Call): HTMLElement {
  const person = call.preferences.from?.[0]?.user_id;
  const done = h('input', { type: 'checkbox', 'aria-label': t.done, checked: call.done });
  done.addEventListener('change', () => {
    void api('POST', `cti/done/${call.id}`, { done: done.checked });
  });
  return h(
    'tr',
    { 'data-id': call.id, 'data-call-id': call.call_id },
    h(
      'td',
      {},
      person === undefined
        ? null
        : h('a', { href: `#user/profile/${person}` }, call.from_comment ?? ''),
      ' ',
      telLink(call.from_pretty || call.from, { class: 'js-callerNumber' }),
    ),
    h('td', {}, call.to_comment ?? call.to),
    h('td', {}, call.queue ?? ''),
    h('td', {}, call.comment ?? call.state),
    h('td', { class: 'quiet' }, age(call.initialized_at)),
    h('td', {}, done),
  );
}
