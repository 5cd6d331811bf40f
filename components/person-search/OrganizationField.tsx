import { useState } from 'react';
import { Button } from '../form/Button.tsx';
import small from '../form/small-field.module.css';
import { useLanguage } from '../surroundings.tsx';
import { Combobox } from './Combobox.tsx';
import type { PersonActions } from './PersonSearch.tsx';
import styles from './person-search.module.css';
import { useLookup } from './use-lookup.ts';

export interface Organization {
  id: number;
  name: string;
}

export interface OrganizationFieldProps {
  actions: Pick<PersonActions, 'organizations'>;
  chosen: Organization | undefined;
  onChoose: (organization: Organization | undefined) => void;
}

/** An organisation that exists; the card makes no new ones. */
export function OrganizationField({ actions, chosen, onChoose }: OrganizationFieldProps) {
  const { texts } = useLanguage();
  const [text, setText] = useState('');
  const lookup = useLookup(actions.organizations, chosen ? '' : text);
  return (
    <div className={small.cell} data-testid="organization">
      <span className={small.label}>{texts.people.organization}</span>
      {chosen ? (
        <span className={styles.picked}>
          <bdi className={styles.pickedName}>{chosen.name}</bdi>
          <Button
            kind="icon"
            aria-label={`${texts.people.close}: ${chosen.name}`}
            onClick={() => {
              setText('');
              onChoose(undefined);
            }}
          >
            <span aria-hidden="true">×</span>
          </Button>
        </span>
      ) : (
        <Combobox
          label={texts.people.organization}
          data-testid="organization-query"
          text={text}
          onText={setText}
          lookup={lookup}
          keyOf={(organization: Organization) => organization.id}
          onChoose={onChoose}
          nothing={texts.people.organizationNone}
        >
          {(organization) => <bdi>{organization.name}</bdi>}
        </Combobox>
      )}
    </div>
  );
}
