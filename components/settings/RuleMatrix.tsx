import {
  MATCH_COUNTS,
  type MatchCount,
  OPEN_WHATS,
  type OpenWhat,
  type OpeningRules,
  RULE_DIRECTIONS,
  RULE_MOMENTS,
  type RuleDirection,
  type RuleMoment,
} from '../../lib/core/settings.ts';
import { Select } from '../form/Select.tsx';
import { useLanguage } from '../surroundings.tsx';
import styles from './rule-matrix.module.css';

export interface RuleCell {
  direction: RuleDirection;
  moment: RuleMoment;
  count: MatchCount;
}

export interface RuleMatrixProps {
  rules: OpeningRules;
  disabled: boolean;
  onChange: (rules: OpeningRules) => void;
  /** The agent is at this case: its preview is the one to show. */
  onLook: (cell: RuleCell) => void;
}

/** What makes sense where nobody, or nobody in particular, is known. */
const WITHOUT_PERSON: readonly OpenWhat[] = ['nothing', 'new-ticket', 'url'];

/** Direction × moment × number of people, a select for each case. */
export function RuleMatrix({ rules, disabled, onChange, onLook }: RuleMatrixProps) {
  const { texts } = useLanguage();
  const t = texts.opening;

  function cell(at: RuleCell) {
    const { direction, moment, count } = at;
    const value = rules[direction][moment][count];
    const offered = OPEN_WHATS.filter(
      (what) => count === 'one' || what === value || WITHOUT_PERSON.includes(what),
    );
    return (
      <Select
        value={value}
        disabled={disabled}
        aria-label={[t.direction[direction], t.moment[moment], t.count[count]].join(', ')}
        data-testid={`rule-${direction}-${moment}-${count}`}
        options={offered.map((what) => ({ value: what, label: t.what[what] }))}
        onFocus={() => onLook(at)}
        onChange={(chosen) => {
          onLook(at);
          const row = { ...rules[direction][moment], [count]: chosen as OpenWhat };
          onChange({ ...rules, [direction]: { ...rules[direction], [moment]: row } });
        }}
      />
    );
  }

  return RULE_DIRECTIONS.map((direction) => (
    <table key={direction} className={styles.table}>
      <caption className={styles.caption}>{t.direction[direction]}</caption>
      <thead>
        <tr>
          <td />
          {MATCH_COUNTS.map((count) => (
            <th key={count} scope="col">
              {t.count[count]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RULE_MOMENTS.map((moment) => (
          <tr key={moment}>
            <th scope="row">{t.moment[moment]}</th>
            {MATCH_COUNTS.map((count) => (
              <td key={count}>
                <span className={styles.narrow} aria-hidden="true">
                  {t.count[count]}
                </span>
                {cell({ direction, moment, count })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ));
}
