import { filledTitle, TITLE_PLACEHOLDERS } from '../../lib/core/note-text.ts';
import { roundedMinutes } from '../../lib/core/rounding.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { OutcomesSetting } from './OutcomesSetting.tsx';
import { Placeholders } from './Placeholders.tsx';
import { SAMPLE_DISPLAY, SAMPLE_LINE, SAMPLE_TALK_MS } from './sample.ts';
import { useSetting } from './settings-context.tsx';
import styles from './settings.module.css';
import { SwitchSetting } from './SwitchSetting.tsx';
import { readText } from './template-check.ts';
import { TemplatesSetting } from './TemplatesSetting.tsx';
import { TextSetting } from './TextSetting.tsx';

const TITLE_MAX = 250;

/** What a note begins with, and what comes with it. */
export function NotesSection() {
  const { texts, locale } = useLanguage();
  const t = texts.settingsPage;
  const now = useNow(true, 60_000);
  const internal = useSetting('noteInternal').value;
  const title = useSetting('ticketTitle').value;
  const offered = useSetting('timeAccounting').value;
  const sample = {
    direction: 'in',
    number: SAMPLE_DISPLAY,
    line: SAMPLE_LINE,
    name: 'Ida Plus',
    startedAt: now,
  } as const;
  return (
    <>
      <SwitchSetting
        of="noteInternal"
        preview={
          <>
            <span className={styles.chip}>
              {internal ? texts.note.internal : texts.note.public}
            </span>{' '}
            {internal ? t.internalNow : t.publicNow}
          </>
        }
      />
      <OutcomesSetting />
      <TemplatesSetting />
      <TextSetting
        of="ticketTitle"
        read={(text) => readText(text, t, { allowed: TITLE_PLACEHOLDERS, most: TITLE_MAX })}
        preview={t.titleNow(filledTitle(title, sample, locale))}
        help={<Placeholders names={TITLE_PLACEHOLDERS} />}
      />
      <SwitchSetting of="timeAccounting" preview={offered ? <Rounded /> : t.timeOff} />
      <NumberSetting
        of="roundMinutes"
        least={1}
        most={60}
        unit={t.minutesUnit}
        preview={<Rounded />}
      />
      <ChoiceSetting
        of="roundMode"
        options={(['up', 'nearest', 'down'] as const).map((value) => ({
          value,
          label: t.roundMode[value],
        }))}
        preview={<Rounded />}
      />
    </>
  );
}

/** `2:10 talked → 3 min` */
function Rounded() {
  const { texts, times } = useLanguage();
  const step = useSetting('roundMinutes').value;
  const mode = useSetting('roundMode').value;
  const minutes = roundedMinutes(SAMPLE_TALK_MS, { step, mode });
  return texts.settingsPage.roundNow(
    times.clock(SAMPLE_TALK_MS),
    texts.settingsPage.minutes(minutes),
  );
}
