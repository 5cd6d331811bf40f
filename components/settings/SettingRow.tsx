import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { SettingKey } from '../../lib/core/settings.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { useSetting, useSettings } from './settings-context.tsx';
import styles from './setting-row.module.css';

/** What the control of a row must carry. */
export interface ControlProps {
  id: string;
  disabled: boolean;
  'aria-describedby': string;
  'data-testid': string;
}

export interface SettingRowProps {
  of: SettingKey;
  control: (props: ControlProps) => ReactNode;
  /** What the setting does as it is now. */
  preview?: ReactNode;
  /** The control stands below, over the whole width. */
  wide?: boolean;
  /** The control is several ones: the name is that of the group. */
  group?: boolean;
}

/** One setting: name, what it does, example, control, what it comes to, lock, reset, saved. */
export function SettingRow({ of, control, preview, wide, group }: SettingRowProps) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { lock } = useSetting(of);
  const id = useId();
  const { name, what, example } = t.setting[of];
  const layout = [styles.row, wide ? styles.wide : undefined].filter(Boolean).join(' ');
  return (
    <div
      className={layout}
      data-testid={`row-${of}`}
      data-locked={lock ?? 'no'}
      {...(group
        ? { role: 'group', 'aria-labelledby': `${id}-name`, 'aria-describedby': `${id}-what` }
        : {})}
    >
      <div className={styles.words}>
        <div className={styles.head}>
          {group ? (
            <p id={`${id}-name`} className={styles.name}>
              {name}
            </p>
          ) : (
            <label className={styles.name} htmlFor={id}>
              {name}
            </label>
          )}
          <RowState of={of} />
        </div>
        <p id={`${id}-what`} className={styles.what}>
          {what}
        </p>
        <p className={styles.example}>
          <span className={styles.word}>{t.example}: </span>
          {example}
        </p>
      </div>
      <div className={styles.control}>
        {lock && (
          <p id={`${id}-lock`} className={styles.lock} data-testid={`lock-${of}`}>
            <span aria-hidden="true" className={styles.padlock} />
            {lock === 'browser' ? t.lockedBrowser : t.lockedRelay}
          </p>
        )}
        {control({
          id,
          disabled: lock !== undefined,
          'aria-describedby': lock ? `${id}-what ${id}-lock` : `${id}-what`,
          'data-testid': `setting-${of}`,
        })}
      </div>
      {preview !== undefined && (
        <div className={styles.preview} data-testid={`preview-${of}`}>
          <span className={styles.word}>{t.now}: </span>
          {preview}
        </div>
      )}
    </div>
  );
}

/** Saved, failed, reset; and the way back to the default while there is one. */
function RowState({ of }: { of: SettingKey }) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { last, reset, undo } = useSettings();
  const { isDefault, lock } = useSetting(of);
  const { name } = t.setting[of];
  const mine = last?.key === of ? last : undefined;
  const box = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  // The button that was pressed goes; the one that comes takes the focus in its place.
  useEffect(() => {
    if (!pressed.current || document.activeElement !== document.body) return;
    box.current?.querySelector('button')?.focus();
  });
  return (
    <div
      ref={box}
      className={styles.state}
      data-testid={`state-${of}`}
      onClick={() => {
        pressed.current = true;
      }}
      onFocus={() => {
        pressed.current = false;
      }}
    >
      {mine?.kind === 'saved' && (
        <span className={styles.saved} data-testid={`saved-${of}`}>
          {t.saved}
        </span>
      )}
      {mine?.kind === 'reset' && (
        <>
          <span className={styles.saved}>{t.wasReset}</span>
          <Button kind="link" aria-label={t.undoOf(name)} data-testid={`undo-${of}`} onClick={undo}>
            {t.undo}
          </Button>
        </>
      )}
      {mine?.kind === 'failed' && (
        <span className={styles.failed}>{problemText(texts, mine.code ?? '')}</span>
      )}
      {!isDefault && !lock && (
        <Button
          kind="link"
          aria-label={t.resetOf(name)}
          data-testid={`reset-${of}`}
          onClick={() => reset(of)}
        >
          {t.reset}
        </Button>
      )}
    </div>
  );
}
