import { type KeyboardEvent, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { PersonHit } from '../../lib/core/person-hit.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { AttachNumber } from './AttachNumber.tsx';
import { Combobox } from './Combobox.tsx';
import { Hit } from './Hit.tsx';
import { NewPerson } from './NewPerson.tsx';
import styles from './person-search.module.css';
import { useLookup } from './use-lookup.ts';

export type PersonActions = Pick<
  CardActions,
  'searchPeople' | 'organizations' | 'numberFields' | 'choose' | 'attach' | 'create'
>;

export interface PersonSearchProps {
  callId: string;
  /** As a person reads it; absent: there is nothing to attach and nobody to create. */
  number?: string | undefined;
  /** What the telephone system calls them, to begin with. */
  phoneName?: string | undefined;
  /** Begin with giving the number to this person. */
  attachTo?: PersonHit | undefined;
  actions: PersonActions;
  /** It is clear who it is. `ticket`: the one they were found by, e.g. `#12345`. */
  onDone: (userId: number, ticket?: string) => void;
  onClose: () => void;
}

type Step = { at: 'search' } | { at: 'attach'; hit: PersonHit } | { at: 'new' };

/** Who is it? Search, then attach the number; a new person comes last. Esc goes one step back. */
export function PersonSearch(props: PersonSearchProps) {
  const { number, actions, attachTo } = props;
  const { texts } = useLanguage();
  const [step, setStep] = useState<Step>(
    attachTo ? { at: 'attach', hit: attachTo } : { at: 'search' },
  );
  const [query, setQuery] = useState('');
  const lookup = useLookup(actions.searchPeople, query, 2);
  const back = () =>
    attachTo || step.at === 'search' ? props.onClose() : setStep({ at: 'search' });

  function onKeyDown(press: KeyboardEvent): void {
    if (press.key !== 'Escape' || press.nativeEvent.isComposing) return;
    press.preventDefault();
    press.stopPropagation();
    back();
  }
  const title =
    step.at === 'attach'
      ? texts.people.isIt(step.hit.name)
      : step.at === 'new'
        ? newTitle()
        : texts.people.title;

  return (
    <section
      className={styles.search}
      data-testid="person-search"
      aria-label={title}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head}>
        {step.at !== 'search' && !attachTo && (
          <Button
            kind="icon"
            aria-label={texts.people.back}
            title={texts.people.back}
            onClick={back}
          >
            <span aria-hidden="true">‹</span>
          </Button>
        )}
        <h3 className={styles.title}>
          <bdi>{title}</bdi>
        </h3>
        <Button
          kind="icon"
          aria-label={texts.people.close}
          title={`${texts.people.close} (Esc)`}
          onClick={props.onClose}
        >
          <span aria-hidden="true">×</span>
        </Button>
      </div>
      {step.at === 'search' && (
        <>
          <Combobox
            label={texts.people.search}
            placeholder={texts.people.searchPlaceholder}
            data-testid="person-query"
            takesFocus
            text={query}
            onText={setQuery}
            lookup={lookup}
            keyOf={(hit: PersonHit) => hit.userId}
            onChoose={(hit) => setStep({ at: 'attach', hit })}
            nothing={texts.people.noHits(query.trim())}
            invitation={texts.people.typeMore}
          >
            {(hit) => <Hit hit={hit} />}
          </Combobox>
          {number !== undefined && (
            <div className={styles.foot}>
              <Button kind="link" data-testid="new-person" onClick={() => setStep({ at: 'new' })}>
                {texts.people.newPerson}
              </Button>
            </div>
          )}
        </>
      )}
      {step.at === 'attach' && (
        <AttachNumber
          key={step.hit.userId}
          callId={props.callId}
          number={number}
          hit={step.hit}
          actions={actions}
          onDone={() => props.onDone(step.hit.userId, step.hit.ticket)}
        />
      )}
      {step.at === 'new' && number !== undefined && (
        <NewPerson
          callId={props.callId}
          number={number}
          name={startName()}
          actions={actions}
          onDone={props.onDone}
          onUse={(hit) => setStep({ at: 'attach', hit })}
        />
      )}
    </section>
  );

  function newTitle(): string {
    return texts.people.newPerson.replace(/\s*…$/, '');
  }
  /** What was typed, unless it was an address or a ticket number; else the telephone's name. */
  function startName(): string {
    const typed = query.trim();
    return typed !== '' && !/[@#\d]/.test(typed) ? typed : (props.phoneName ?? '');
  }
}
