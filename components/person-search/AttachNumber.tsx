import { useLayoutEffect, useRef, useState } from 'react';
import type { NumberField, PersonHit } from '../../lib/core/person-hit.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { fieldText } from '../call-card/reason-text.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { FieldChoice } from './FieldChoice.tsx';
import { Hit } from './Hit.tsx';
import type { PersonActions } from './PersonSearch.tsx';
import styles from './person-search.module.css';
import { useNumberFields } from './use-number-fields.ts';

export interface AttachNumberProps {
  callId: string;
  number: string | undefined;
  hit: PersonHit;
  actions: Pick<PersonActions, 'attach' | 'choose' | 'numberFields'>;
  onDone: () => void;
}

/** The person is found: give them the number for good, or only this call. */
export function AttachNumber({ callId, number, hit, actions, onDone }: AttachNumberProps) {
  const { texts } = useLanguage();
  const fields = useNumberFields(actions.numberFields);
  const [chosen, setChosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [occupied, setOccupied] = useState<{ field: string; by: string | undefined }>();
  const [failed, setFailed] = useState<string>();
  const first = useRef<HTMLDivElement>(null);
  const field = chosen ?? emptyField(fields, hit)?.id ?? 'phone';
  const taken = occupied?.field === field;

  // Came here by the agent's own Enter: the next Enter does what is meant most often.
  useLayoutEffect(() => first.current?.querySelector('button')?.focus({ preventScroll: true }), []);

  async function run(doing: ReturnType<PersonActions['choose']>): Promise<void> {
    setBusy(true);
    setFailed(undefined);
    const answer = await doing;
    setBusy(false);
    if (answer.ok) onDone();
    else if (answer.code === 'person/occupied') setOccupied({ field, by: answer.detail });
    else setFailed(answer.code);
  }
  const attach = () =>
    void run(
      actions.attach(callId, { userId: hit.userId, field, ...(taken ? { replace: true } : {}) }),
    );

  return (
    <div className={styles.step}>
      <Hit hit={hit} />
      {number !== undefined && (
        <FieldChoice
          label={texts.people.numberField(number)}
          fields={fields}
          value={field}
          onChange={setChosen}
        />
      )}
      {taken && (
        <p className={styles.warning} role="alert" data-testid="occupied">
          {occupied.by
            ? texts.people.occupied(nameOf(field), occupied.by)
            : texts.people.occupiedPlain}
        </p>
      )}
      {failed && (
        <p className={styles.warning} role="alert">
          {problemText(texts, failed)}
        </p>
      )}
      <div ref={first} className={styles.choices}>
        {number !== undefined && (
          <Button kind="primary" data-testid="attach" disabled={busy} onClick={attach}>
            {taken ? texts.people.replace : texts.people.addNumberPlain}
          </Button>
        )}
        <Button
          kind={number === undefined ? 'primary' : 'plain'}
          data-testid="choose-once"
          disabled={busy}
          onClick={() => void run(actions.choose(callId, hit.userId))}
        >
          {texts.people.onlyThisCall}
        </Button>
      </div>
      {number !== undefined && <p className={styles.hint}>{texts.people.addNumberHint}</p>}
    </div>
  );

  function nameOf(id: string): string {
    return fieldText(id, texts, fields.find((each) => each.id === id)?.label);
  }
}

/** The first field that holds nothing yet, so far as the search tells. */
function emptyField(fields: readonly NumberField[], hit: PersonHit): NumberField | undefined {
  const held: Record<string, string | undefined> = { phone: hit.phone, mobile: hit.mobile };
  return fields.find((field) => !held[field.id]) ?? fields[0];
}
