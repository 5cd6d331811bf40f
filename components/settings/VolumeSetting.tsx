import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';

/** How loud; the figure is beside the slider, as nobody can read a length. */
export function VolumeSetting({ onListen }: { onListen: () => void }) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { value, set } = useSetting('volume');
  const sound = useSetting('sound').value;
  const silent = sound === 'off' || value === 0;
  return (
    <SettingRow
      of="volume"
      preview={
        <>
          {silent ? t.soundNow.off : `${t.percent(value)} · ${t.soundNow[sound]}`}{' '}
          <Button kind="mini" disabled={silent} onClick={onListen}>
            {t.listen}
          </Button>
        </>
      }
      control={(control) => (
        <div className={styles.slider}>
          <input
            {...control}
            type="range"
            min={0}
            max={100}
            step={5}
            value={value}
            aria-valuetext={t.percent(value)}
            onChange={({ target }) => set(Number(target.value))}
          />
          <span className={styles.unit} aria-hidden="true">
            {t.percent(value)}
          </span>
        </div>
      )}
    />
  );
}
