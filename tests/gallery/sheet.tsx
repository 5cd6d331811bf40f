/** The states that the address asks for, and nothing else: what tests and pictures look at. */
import '../../components/tokens.css';
import '../../components/page/page.css';
import './sheet.css';
import { createRoot } from 'react-dom/client';
import { SurroundingsProvider } from '../../components/surroundings.tsx';
import { createTicker } from '../../components/ticker.ts';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { forceLessMotion } from './forced-motion.ts';
import { readAddress } from './gallery-address.ts';
import { shownPart } from './gallery-parts.tsx';
import { slugOf } from './gallery-part.ts';
import { Played } from './Played.tsx';
import { NOW } from './sample-cards.ts';

const address = readAddress(location.search);
const { part, cases } = shownPart(address);
/** The clock stands still, so that pictures are the same each time. */
const ticker = createTicker({
  now: () => NOW,
  wait: () => () => {},
  isHidden: () => true,
  onVisibility: () => () => {},
});
const width =
  address.width === 'own' ? part.width : address.width === 'full' ? '100%' : Number(address.width);

document.documentElement.dataset.theme = address.theme;
document.documentElement.lang = address.locale;
document.title = `${part.title} · Offhook gallery`;
if (address.motion === 'reduce') forceLessMotion(document);

createRoot(document.querySelector('#app')!).render(
  <SurroundingsProvider
    language={createTexts(address.locale)}
    ticker={ticker}
    zammadUrl={location.origin}
  >
    <div className="sheet">
      {cases.map(([name, { content, deeds }]) => (
        <section
          key={name}
          className="case"
          data-case={slugOf(name)}
          data-frame={part.frame}
          style={{ width }}
        >
          <p className="caption">{name}</p>
          <div className="box">
            {deeds ? <Played deeds={deeds}>{content()}</Played> : content()}
          </div>
        </section>
      ))}
    </div>
  </SurroundingsProvider>,
);
