import type { ReactNode } from 'react';
import type { Settings } from '../../lib/core/settings.ts';
import { ListEditor } from './ListEditor.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useSetting } from './settings-context.tsx';
import { useList } from './use-list.ts';

type ListKey = 'links' | 'templates' | 'outcomes';
type Item<K extends ListKey> = Settings[K][number];

export interface ListSettingProps<K extends ListKey> {
  of: K;
  most: number;
  empty: Item<K>;
  nameOf: (item: Item<K>) => string;
  isEmpty: (item: Item<K>) => boolean;
  isRight: (item: Item<K>) => boolean;
  /** As it is kept. */
  clean: (item: Item<K>) => Item<K>;
  /** The fields of one entry. `complain`: it was left with something in it. */
  fields: (entry: {
    value: Item<K>;
    change: (item: Item<K>) => void;
    disabled: boolean;
    complain: boolean;
  }) => ReactNode;
  below?: ReactNode;
  /** Says what the list comes to. */
  preview: (items: readonly Item<K>[]) => ReactNode;
  /** The same for an empty one. */
  none: string;
}

/** A setting that is a list of the agent's own entries. */
export function ListSetting<K extends ListKey>(props: ListSettingProps<K>) {
  const { of, most, empty, nameOf, isEmpty, isRight, clean, fields, below, preview, none } = props;
  const { value, set } = useSetting(of);
  const stored: readonly Item<K>[] = value;
  const list = useList<Item<K>>({
    stored,
    isEmpty,
    isRight,
    clean,
    save: (items) => set(items as Settings[K]),
  });
  return (
    <SettingRow
      of={of}
      wide
      group
      preview={stored.length === 0 ? none : preview(stored)}
      control={({ disabled, 'data-testid': testId }) => (
        <>
          <ListEditor
            list={list}
            most={most}
            disabled={disabled}
            nameOf={nameOf}
            empty={empty}
            testId={testId}
            fields={({ key, value: item }) =>
              fields({
                value: item,
                change: (next) => list.change(key, next),
                disabled,
                complain: list.left.has(key) && !isEmpty(item),
              })
            }
          />
          {below}
        </>
      )}
    />
  );
}
