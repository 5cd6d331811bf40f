import { type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import type { NewPerson as Draft } from '../../lib/core/card-actions.ts';
import type { PersonHit } from '../../lib/core/person-hit.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { FieldChoice } from './FieldChoice.tsx';
import { OrganizationField } from './OrganizationField.tsx';
import type { PersonActions } from './PersonSearch.tsx';
import styles from './person-search.module.css';
import { readSimilar } from './similar-people.ts';
import { SimilarPeople } from './SimilarPeople.tsx';
import { splitName } from './split-name.ts';
import { TextLine } from './TextLine.tsx';
import { useNumberFields } from './use-number-fields.ts';

export interface NewPersonProps {
  callId: string;
  number: string;
  /** To begin with. */
  name: string;
  actions: Pick<PersonActions, 'create' | 'organizations' | 'numberFields'>;
  onDone: (userId: number) => void;
  /** Somebody very like them exists and is meant. */
  onUse: (hit: PersonHit) => void;
}

/** The last resort: somebody nobody has heard of. Warns before a second record of the same person. */
export function NewPerson({ callId, number, name, actions, onDone, onUse }: NewPersonProps) {
  const { texts } = useLanguage();
  const fields = useNumberFields(actions.numberFields);
  const form = useRef<HTMLFormElement>(null);
  const [names, setNames] = useState(() => splitName(name));
  const [email, setEmail] = useState('');
  const [organization, setOrganization] = useState<{ id: number; name: string }>();
  const [field, setField] = useState('phone');
  const [busy, setBusy] = useState(false);
  const [similar, setSimilar] = useState<PersonHit[]>();
  const [failed, setFailed] = useState<string>();
  const [unnamed, setUnnamed] = useState(false);
  useLayoutEffect(() => form.current?.querySelector('input')?.focus({ preventScroll: true }), []);

  async function save(anyway: boolean): Promise<void> {
    const firstname = names.firstname.trim();
    const lastname = names.lastname.trim();
    const nameless = firstname === '' && lastname === '';
    setUnnamed(nameless);
    if (nameless || busy) return;
    const person: Draft = {
      firstname,
      lastname,
      field,
      ...(email.trim() && { email: email.trim() }),
      ...(organization && { organizationId: organization.id }),
      ...(anyway && { anyway }),
    };
    setBusy(true);
    setFailed(undefined);
    const answer = await actions.create(callId, person);
    setBusy(false);
    if (answer.ok) return onDone(answer.value.userId);
    if (answer.code === 'person/similar') setSimilar(readSimilar(answer.detail));
    else setFailed(answer.code);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void save(false);
  }
  const change = (part: Partial<typeof names>) => {
    setNames({ ...names, ...part });
    setSimilar(undefined);
    setUnnamed(false);
  };

  return (
    <form ref={form} className={styles.step} data-testid="new-person-form" onSubmit={submit}>
      <div className={styles.pair}>
        <TextLine
          label={texts.people.firstname}
          value={names.firstname}
          data-testid="firstname"
          invalid={unnamed}
          onText={(firstname) => change({ firstname })}
        />
        <TextLine
          label={texts.people.lastname}
          value={names.lastname}
          data-testid="lastname"
          invalid={unnamed}
          onText={(lastname) => change({ lastname })}
        />
      </div>
      {unnamed && (
        <p className={styles.warning} role="alert">
          {texts.people.nameNeeded}
        </p>
      )}
      <OrganizationField actions={actions} chosen={organization} onChoose={setOrganization} />
      <TextLine
        label={texts.people.email}
        type="email"
        value={email}
        data-testid="email"
        onText={setEmail}
      />
      <FieldChoice
        label={texts.people.numberField(number)}
        fields={fields}
        value={field}
        onChange={setField}
      />
      {failed && (
        <p className={styles.warning} role="alert" data-testid="create-failed">
          {problemText(texts, failed)}
        </p>
      )}
      {similar ? (
        <SimilarPeople
          people={similar}
          busy={busy}
          onUse={onUse}
          onAnyway={() => void save(true)}
        />
      ) : (
        <div className={styles.choices}>
          <Button kind="primary" type="submit" data-testid="create-person" disabled={busy}>
            {busy ? texts.people.working : texts.people.create}
          </Button>
        </div>
      )}
    </form>
  );
}
