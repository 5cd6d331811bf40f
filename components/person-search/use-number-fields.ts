import { useEffect, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { NumberField } from '../../lib/core/person-hit.ts';

const USUAL: NumberField[] = [{ id: 'phone' }, { id: 'mobile' }];

/** The fields of a person a number can go into; those every Zammad has until it has answered. */
export function useNumberFields(ask: CardActions['numberFields']): readonly NumberField[] {
  const [fields, setFields] = useState(USUAL);
  useEffect(() => {
    let gone = false;
    void ask().then((answer) => {
      if (!gone && answer.ok && answer.value.length > 0) setFields(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [ask]);
  return fields;
}
