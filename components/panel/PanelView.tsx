import type { ReactNode } from 'react';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import styles from './panel.module.css';
import { type Part, PanelTabs, type PanelTabsProps, partId, tabId } from './PanelTabs.tsx';

export interface PanelViewProps extends PanelTabsProps {
  /** Above everything while it is not well: the connection. */
  ill?: ReactNode;
  /** Above everything: what happened meanwhile. */
  top?: ReactNode;
  /** What the chosen part shows. */
  children: ReactNode;
  /** Lies over the part: one call, or the form for one. The part below keeps its place. */
  layer?: ReactNode;
  /** Short news for everybody, also read out: "Anna: done · Undo". */
  toast?: ReactNode;
}

/** The frame of the side panel. */
export function PanelView({ ill, top, children, layer, toast, ...tabs }: PanelViewProps) {
  const { texts } = useLanguage();
  const part: Part = tabs.part;
  return (
    <main className={styles.panel} data-testid="panel">
      <h1 className={unseen.words}>{texts.panel.title}</h1>
      <div className={styles.under} inert={layer !== undefined}>
        <PanelTabs {...tabs} />
        <div className={styles.scroll}>
          {ill && <div className={styles.ill}>{ill}</div>}
          {top}
          <div
            key={part}
            id={partId(part)}
            className={styles.part}
            role="tabpanel"
            aria-labelledby={tabId(part)}
            data-testid={partId(part)}
          >
            {children}
          </div>
        </div>
      </div>
      {layer}
      <div className={styles.toasts} role="status" aria-live="polite">
        {toast}
      </div>
    </main>
  );
}
