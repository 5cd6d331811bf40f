import { useId } from 'react';
import { OUTCOMES } from '../../lib/core/call-outcome.ts';
import { Button } from '../form/Button.tsx';
import { CheckBox } from '../form/CheckBox.tsx';
import { Choice } from '../form/Choice.tsx';
import { Field } from '../form/Field.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import { datesWrong, DIRECTIONS, EVERYTHING, type HistoryChoice, RANGES } from './choice.ts';
import styles from './history.module.css';

export interface HistoryFiltersProps {
  choice: HistoryChoice;
  /** When the agent was last here; without it there is no such range. */
  since: number | undefined;
  /** Names to choose from, of what is listed; others can be typed. */
  lines: readonly string[];
  agents: readonly string[];
  onChoice: (choice: HistoryChoice) => void;
}

export function HistoryFilters({ choice, since, lines, agents, onChoice }: HistoryFiltersProps) {
  const { texts, times } = useLanguage();
  const now = useNow(false, 60_000);
  const set = (change: Partial<HistoryChoice>) => onChoice({ ...choice, ...change });
  const words = texts.history;
  return (
    <div className={styles.filters} data-testid="history-filters">
      <Choice
        label={words.range}
        value={choice.range}
        data-testid="filter-range"
        options={RANGES.filter((range) => range !== 'since' || since !== undefined).map(
          (value) => ({
            value,
            label:
              value === 'since' && since !== undefined
                ? words.since(times.moment(since, now))
                : words.ranges[value],
          }),
        )}
        onChange={(range) => set({ range })}
      />
      {choice.range === 'own' && (
        <div className={styles.pair}>
          <Field
            label={words.from}
            type="date"
            value={choice.fromDay}
            onChange={(change) => set({ fromDay: change.target.value })}
          />
          <Field
            label={words.to}
            type="date"
            value={choice.toDay}
            onChange={(change) => set({ toDay: change.target.value })}
          />
        </div>
      )}
      {datesWrong(choice) && (
        <p className={styles.wrong} role="alert">
          {words.wrongDates}
        </p>
      )}
      <div className={styles.pair}>
        <Choice
          label={words.direction}
          value={choice.direction}
          data-testid="filter-direction"
          options={[
            { value: '' as const, label: words.anyDirection },
            ...DIRECTIONS.map((value) => ({ value, label: words[value] })),
          ]}
          onChange={(direction) => set({ direction })}
        />
        <Choice
          label={words.outcome}
          value={choice.outcome}
          data-testid="filter-outcome"
          options={[
            { value: '' as const, label: words.anyOutcome },
            ...OUTCOMES.map((value) => ({ value, label: words.outcomeChoices[value] })),
          ]}
          onChange={(outcome) => set({ outcome })}
        />
      </div>
      <div className={styles.pair}>
        <NameField
          label={words.agent}
          names={agents}
          value={choice.agent}
          testid="filter-agent"
          onName={(agent) => set({ agent })}
        />
        <NameField
          label={words.line}
          names={lines}
          value={choice.line}
          testid="filter-line"
          onName={(line) => set({ line })}
        />
      </div>
      <div className={styles.filterFoot}>
        <CheckBox
          label={words.mine}
          on={choice.mine}
          data-testid="filter-mine"
          onChange={(mine) => set({ mine })}
        />
        <Button
          kind="link"
          data-testid="filter-reset"
          onClick={() => onChoice({ ...EVERYTHING, q: choice.q })}
        >
          {words.reset}
        </Button>
      </div>
    </div>
  );
}

/** A name that is listed, or any other. */
function NameField(props: {
  label: string;
  names: readonly string[];
  value: string;
  testid: string;
  onName: (name: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <Field
        label={props.label}
        type="text"
        list={id}
        autoComplete="off"
        maxLength={250}
        value={props.value}
        data-testid={props.testid}
        onChange={(change) => props.onName(change.target.value)}
      />
      <datalist id={id}>
        {props.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
