import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './panel.module.css';

export interface LayerProps {
  title: string;
  onBack: () => void;
  children: ReactNode;
  'data-testid'?: string | undefined;
}

/** Lies over the panel. Esc and "Back" return to where one was, with the focus there again. */
export function Layer({ title, onBack, children, ...rest }: LayerProps) {
  const { texts } = useLanguage();
  const head = useRef<HTMLHeadingElement>(null);
  // Read before what lies below becomes inert and loses the focus.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    head.current?.focus();
    return () => {
      // After the part below has come back to life.
      const back = () => before instanceof HTMLElement && before.isConnected && before.focus();
      queueMicrotask(back);
    };
  }, [before]);
  function onKeyDown(press: KeyboardEvent): void {
    if (press.key !== 'Escape' || press.defaultPrevented || press.nativeEvent.isComposing) return;
    press.preventDefault();
    onBack();
  }
  return (
    <section className={styles.layer} aria-label={title} {...rest} onKeyDown={onKeyDown}>
      <header className={styles.layerHead}>
        <Button kind="link" data-testid="back" onClick={onBack}>
          <span aria-hidden="true">‹ </span>
          {texts.panel.back}
        </Button>
        <h2 ref={head} className={styles.layerTitle} tabIndex={-1}>
          {title}
        </h2>
      </header>
      <div className={styles.layerBody}>{children}</div>
    </section>
  );
}
