/** Every state of every surface on one page: `?theme=light|dark&locale=en|de&part=cards|tray|pages`. */
import '../../components/tokens.css';
import '../../components/page/page.css';
import './gallery.css';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallCard } from '../../components/call-card/CallCard.tsx';
import { CardTray } from '../../components/card-tray/CardTray.tsx';
import { DEFAULT_PLACE } from '../../components/card-tray/place.ts';
import { SurroundingsProvider } from '../../components/surroundings.tsx';
import { createTicker } from '../../components/ticker.ts';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { chooseLocale } from '../../lib/i18n/texts.ts';
import { cardCases, trayOf } from './card-cases.ts';
import { idleActions } from './idle-actions.ts';
import { pageCases } from './page-cases.tsx';
import { NOW } from './sample-cards.ts';

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const locale = chooseLocale('auto', asked.get('locale'));
const part = asked.get('part') ?? 'cards';
/** The clock stands still, so that pictures are the same each time. */
const ticker = createTicker({
  now: () => NOW,
  wait: () => () => {},
  isHidden: () => true,
  onVisibility: () => () => {},
});

function Case({ name, children, wide }: { name: string; children: ReactNode; wide?: boolean }) {
  return (
    <div className={wide ? 'wide' : undefined}>
      <p className="caption">{name}</p>
      {children}
    </div>
  );
}

const grip = { onPointerDown() {}, onKeyDown() {} };
const parts: Record<string, () => ReactNode> = {
  cards: () =>
    Object.entries(cardCases).map(([name, card]) => (
      <Case key={name} name={name}>
        <div className="box">
          <CallCard
            card={{ ...card, call: { ...card.call, id: name } }}
            folded={false}
            actions={idleActions}
            grip={grip}
            onFold={() => {}}
          />
        </div>
      </Case>
    )),
  folded: () =>
    Object.entries(cardCases).map(([name, card]) => (
      <Case key={name} name={name}>
        <div className="box">
          <CallCard card={card} folded actions={idleActions} onFold={() => {}} />
        </div>
      </Case>
    )),
  tray: () =>
    [1, 3, 10].map((count) => (
      <Case key={count} name={`${count} calls`}>
        <div className="stage">
          <CardTray
            cards={trayOf(count)}
            actions={idleActions}
            place={DEFAULT_PLACE}
            onPlace={() => {}}
          />
        </div>
      </Case>
    )),
  pages: () =>
    pageCases.map(({ name, wide, content }) => (
      <Case key={name} name={name} {...(wide ? { wide } : {})}>
        <div className="box surface">{content}</div>
      </Case>
    )),
};

document.documentElement.dataset.theme = theme;
document.documentElement.lang = locale;
createRoot(document.querySelector('#app')!).render(
  <SurroundingsProvider language={createTexts(locale)} ticker={ticker}>
    <div className="sheet">{parts[part]?.()}</div>
  </SurroundingsProvider>,
);
document.querySelector('#app')!.setAttribute('data-theme', theme);
