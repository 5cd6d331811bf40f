import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { type GalleryAddress, writeAddress } from './gallery-address.ts';
import { PARTS } from './gallery-parts.tsx';
import { type GalleryPart, slugOf } from './gallery-part.ts';
import { PART_IDS } from './part-ids.ts';

export interface CaseNavProps {
  address: GalleryAddress;
  onGo: (part: Partial<GalleryAddress>) => void;
}

/** Every part and state, narrowed by words. Arrow keys go from link to link. */
export function CaseNav({ address, onGo }: CaseNavProps) {
  const [words, setWords] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const wanted = words.trim().toLowerCase();
  const fits = (text: string) => text.toLowerCase().includes(wanted);
  const parts = PART_IDS.map((id) => {
    const part: GalleryPart = PARTS[id];
    const names = Object.keys(part.cases);
    return { id, title: part.title, names: fits(part.title) ? names : names.filter(fits) };
  }).filter(({ names }) => names.length > 0);

  function onKeyDown(press: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[press.key];
    if (by === undefined || press.altKey || press.ctrlKey || press.metaKey) return;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((each) => each === press.target);
    links[at + by]?.focus();
    press.preventDefault();
  }
  const link = (name: string, part: string, state: string) => (
    <a
      href={writeAddress({ ...address, part, case: state })}
      aria-current={address.part === part && address.case === state ? 'page' : undefined}
      onClick={(click: MouseEvent) => {
        // With a key held it is the browser's: another tab, another window.
        if (click.ctrlKey || click.metaKey || click.shiftKey) return;
        click.preventDefault();
        onGo({ part, case: state });
      }}
    >
      {name}
    </a>
  );

  return (
    <nav className="nav" aria-label="Components" onKeyDown={onKeyDown}>
      <input
        type="search"
        aria-label="Find a state"
        placeholder="Find a state"
        value={words}
        onChange={(typed) => setWords(typed.target.value)}
      />
      <ul ref={list}>
        {parts.map(({ id, title, names }) => (
          <li key={id}>
            {link(title, id, '')}
            {(address.part === id || wanted !== '') && (
              <ul>
                {names.map((name) => (
                  <li key={name}>{link(name, id, slugOf(name))}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {parts.length === 0 && <p role="status">No state is called that.</p>}
    </nav>
  );
}
