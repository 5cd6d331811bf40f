import { useEffect, useState } from 'react';
import { CaseNav } from './CaseNav.tsx';
import { type GalleryAddress, readAddress, writeAddress } from './gallery-address.ts';
import { shownPart } from './gallery-parts.tsx';
import { slugOf } from './gallery-part.ts';
import { Switches } from './Switches.tsx';

/** Navigation and switches around a frame that shows what they ask for. The address says all of it. */
export function Workbench({ page }: { page: Window }) {
  const [address, setAddress] = useState(() => readAddress(page.location.search));
  useEffect(() => {
    const follow = () => setAddress(readAddress(page.location.search));
    page.addEventListener('popstate', follow);
    return () => page.removeEventListener('popstate', follow);
  }, [page]);
  function go(part: Partial<GalleryAddress>): void {
    const next = { ...address, ...part };
    page.history.pushState(null, '', writeAddress(next));
    setAddress(next);
  }
  const { id, part, cases } = shownPart(address);
  const single = address.case !== '' && cases.length === 1;
  const shown = writeAddress({ ...address, part: id });
  // One state gets a window as wide as asked, so that it behaves as in a window of that width.
  const narrow = single && address.width !== 'own' && address.width !== 'full';
  const title = single ? `${part.title}: ${cases[0]![0]}` : `${part.title}: all states`;

  return (
    <div className="workbench">
      <title>{`${title} · Offhook gallery`}</title>
      <a className="skip" href="#state">
        To the state
      </a>
      <CaseNav address={{ ...address, part: id }} onGo={go} />
      <main className="main">
        <header className="head">
          <h1>{title}</h1>
          <Switches address={address} onChange={go} />
        </header>
        <iframe
          // Another state begins anew.
          key={shown}
          id="state"
          tabIndex={0}
          title={title}
          src={`sheet.html${shown}`}
          style={narrow ? { width: Number(address.width) } : undefined}
        />
        <p className="address">
          <a href={`sheet.html${shown}`}>Without this frame</a>
          {single && <code>{slugOf(cases[0]![0])}</code>}
        </p>
      </main>
    </div>
  );
}
