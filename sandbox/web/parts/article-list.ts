import { age, h, initials } from './dom.ts';
import type { Article } from './records.ts';
import { t } from './texts.ts';

/** Shows the articles of a ticket, oldest first. */
export function articleList(box: HTMLElement, articles: Article[]): void {
  box.replaceChildren(
    ...articles.map((article) => {
      const by = (article.from ?? '').replace(/ <.*/, '');
      return h(
        'div',
        {
          class: `ticket-article-item ${article.sender.toLowerCase()} ${article.internal ? 'is-internal' : ''}`,
          'data-id': article.id,
          'data-type': article.type,
          'data-sender': article.sender,
        },
        h('span', { class: 'avatar' }, initials(by)),
        h(
          'div',
          { class: 'bubble' },
          h(
            'div',
            { class: 'quiet' },
            `${by} · ${article.type} · ${age(article.created_at)}`,
            article.internal ? ` · ${t.internal}` : '',
          ),
          article.subject ? h('strong', {}, article.subject) : null,
          h('div', { class: 'textBubble' }, plain(article.body)),
        ),
      );
    }),
  );
}

/** Bodies are shown as text; the sandbox trusts no markup. */
function plain(html: string): string {
  if (!html.includes('<')) return html;
  const document_ = new DOMParser().parseFromString(
    html.replace(/<br\s*\/?>|<\/(?:p|div)>/gi, '$&\n'),
    'text/html',
  );
  return document_.body.textContent?.trim() ?? '';
}
