import { useState } from 'react';
import type { Answer } from '../../lib/core/card-actions.ts';
import { Combobox } from '../person-search/Combobox.tsx';
import { useLookup } from '../person-search/use-lookup.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './note.module.css';

export interface TextModule {
  id: number;
  name: string;
  text: string;
}

export interface ModulePickerProps {
  ask: (query: string) => Promise<Answer<TextModule[]>>;
  onChoose: (text: string) => void;
  onCancel: () => void;
}

/** Zammad's text modules by name or keyword; Enter puts one into the note, Esc goes back to it. */
export function ModulePicker({ ask, onChoose, onCancel }: ModulePickerProps) {
  const { texts } = useLanguage();
  const [query, setQuery] = useState('');
  const lookup = useLookup(ask, query, 0);
  return (
    <div className={styles.picker} data-testid="module-picker">
      <Combobox
        label={texts.wrapUp.modulesOpen}
        placeholder={texts.wrapUp.modulesPlaceholder}
        data-testid="module-query"
        takesFocus
        text={query}
        onText={setQuery}
        lookup={lookup}
        keyOf={(module: TextModule) => module.id}
        onChoose={(module) => onChoose(module.text)}
        onCancel={onCancel}
        nothing={texts.wrapUp.modulesNone}
      >
        {(module) => (
          <span className={styles.module}>
            <b className={styles.moduleName}>{module.name}</b>
            <span className={styles.moduleText}>{module.text}</span>
          </span>
        )}
      </Combobox>
    </div>
  );
}
