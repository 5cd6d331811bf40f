import type { Settings } from '../../lib/core/settings.ts';
import { TextInput } from '../form/TextInput.tsx';
import { Toggle } from '../form/Toggle.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { localTime, quietChange } from './quiet-change.ts';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { useDraft } from './use-draft.ts';

type Hours = Settings['quietHours'];
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** Monday first, as the week is printed here. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Hours without sound, notification and opening. */
export function QuietHoursSetting() {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { value: hours, set } = useSetting('quietHours');
  const change = (part: Partial<Hours>) => set({ ...hours, ...part });
  const weekday = useWeekdays();
  return (
    <SettingRow
      of="quietHours"
      wide
      group
      preview={<QuietPreview hours={hours} />}
      control={({ disabled, 'data-testid': testId }) => (
        <div className={styles.quietHours}>
          <label className={styles.inline}>
            <Toggle
              on={hours.on}
              disabled={disabled}
              data-testid={testId}
              onChange={(on) => change({ on })}
            />
            <span>{hours.on ? t.quietOn : t.quietOff}</span>
          </label>
          <Clock
            label={t.quietFrom}
            testId={`${testId}-from`}
            value={hours.from}
            disabled={disabled}
            onChange={(from) => change({ from })}
          />
          <Clock
            label={t.quietTo}
            testId={`${testId}-to`}
            value={hours.to}
            disabled={disabled}
            onChange={(to) => change({ to })}
          />
          <fieldset className={styles.days} disabled={disabled}>
            <legend>{t.quietDays}</legend>
            {WEEK.map((day) => (
              <label key={day} className={styles.day}>
                <input
                  type="checkbox"
                  checked={hours.days.includes(day)}
                  data-testid={`${testId}-day-${day}`}
                  onChange={({ target }) =>
                    change({
                      days: target.checked
                        ? [...hours.days, day].toSorted((a, b) => a - b)
                        : hours.days.filter((each) => each !== day),
                    })
                  }
                />
                <span>{weekday(day, 'short')}</span>
              </label>
            ))}
          </fieldset>
          {hours.on && hours.days.length === 0 && <p className={styles.warn}>{t.needDay}</p>}
        </div>
      )}
    />
  );
}

interface ClockProps {
  label: string;
  value: string;
  disabled: boolean;
  testId: string;
  onChange: (value: string) => void;
}

function Clock({ label, value, disabled, testId, onChange }: ClockProps) {
  const { texts } = useLanguage();
  const draft = useDraft<string>({
    stored: value,
    read: (text) =>
      CLOCK.test(text)
        ? { ok: true, value: text }
        : { ok: false, problem: texts.settingsPage.badTime },
    save: onChange,
    fixed: disabled,
  });
  return (
    <label className={styles.clock}>
      <span>{label}</span>
      <TextInput
        type="time"
        value={draft.text}
        disabled={disabled}
        problem={draft.problem}
        data-testid={testId}
        onChange={draft.onChange}
        onBlur={draft.onBlur}
      />
    </label>
  );
}

function QuietPreview({ hours }: { hours: Hours }) {
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const weekday = useWeekdays();
  const now = useNow(true, 60_000);
  const { quiet, next } = quietChange(hours, localTime(new Date(now)));
  if (!hours.on || (!quiet && !next)) return t.quietNever;
  const said = quiet ? t.quietNow : t.loudNow;
  if (!next) return said;
  const two = (part: number) => String(part).padStart(2, '0');
  const time = `${two(Math.floor(next.minute / 60))}:${two(next.minute % 60)}`;
  const when =
    next.inDays === 0
      ? t.today(time)
      : next.inDays === 1
        ? t.tomorrow(time)
        : t.onDay(weekday(next.day, 'long'), time);
  return `${said} ${t.nextChange(when)}`;
}

/** Names of days; 2026-11-01 was a Sunday. */
function useWeekdays(): (day: number, style: 'short' | 'long') => string {
  const { locale } = useLanguage();
  return (day, style) =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
      Date.UTC(2026, 10, 1 + day),
    );
}
