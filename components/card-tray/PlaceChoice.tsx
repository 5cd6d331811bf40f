import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { type Dock, DOCK_SIDES } from './place.ts';
import styles from './place-choice.module.css';

/** Docks the tray by one press, and says how new calls come. */
export function PlaceChoice({ dock }: { dock: Dock }) {
  const { texts } = useLanguage();
  const names = {
    left: texts.tray.dockLeft,
    bottom: texts.tray.dockBottom,
    right: texts.tray.dockRight,
  };
  return (
    <div className={styles.choice} role="group" aria-label={texts.tray.place}>
      {DOCK_SIDES.map((side) => (
        <Button
          key={side}
          kind="icon"
          className={styles.dock}
          data-testid={`dock-${side}`}
          data-dock={side}
          aria-label={names[side]}
          title={names[side]}
          aria-pressed={dock.side === side}
          onClick={() => dock.onDock(side)}
        >
          <span className={styles.sign} aria-hidden="true" />
        </Button>
      ))}
      <label className={styles.compact}>
        <input
          type="checkbox"
          data-testid="compact"
          checked={dock.compact}
          onChange={(change) => dock.onCompact(change.target.checked)}
        />
        {texts.tray.compact}
      </label>
    </div>
  );
}
