import { useEffect } from 'react';
import type { OpenerView, SettingsView } from '../../lib/core/settings.ts';
import { ConnectPart, type ConnectPartProps } from '../connect/ConnectPart.tsx';
import { type DiagnosticsActions, DiagnosticsView } from '../diagnostics/DiagnosticsView.tsx';
import { type PrivacyActions, PrivacyView } from '../privacy/PrivacyView.tsx';
import { useLanguage } from '../surroundings.tsx';
import { type BackupActions, BackupSection } from './BackupSection.tsx';
import { CallsSection } from './CallsSection.tsx';
import { DiallingSection } from './DiallingSection.tsx';
import { LanguageSection } from './LanguageSection.tsx';
import { NotesSection } from './NotesSection.tsx';
import { OpeningSection } from './OpeningSection.tsx';
import styles from './options-view.module.css';
import { Section } from './Section.tsx';
import { SectionNav } from './SectionNav.tsx';
import { type SettingsActions, SettingsProvider } from './settings-context.tsx';
import { SoundSection, type TryOut } from './SoundSection.tsx';
import { SpokenChange } from './SpokenChange.tsx';

export interface OptionsViewProps {
  connect: ConnectPartProps;
  /** Undefined while the background has not answered yet. */
  view: (SettingsView & { opener: OpenerView }) | undefined;
  settings: SettingsActions;
  tryOut: TryOut;
  backup: BackupActions;
  privacy: PrivacyActions;
  diagnostics: DiagnosticsActions;
  /** Section that the address names (`#opening`). */
  anchor?: string | undefined;
}

/**
 * The options page. On the first day it is the connect form and nothing else to think about; once
 * connected it is the settings, with the connection as their first section.
 */
export function OptionsView(props: OptionsViewProps) {
  const { connect, view, anchor } = props;
  const { texts } = useLanguage();
  const t = texts.settingsPage;
  const { connected } = connect;
  const ready = view !== undefined;
  useEffect(() => {
    if (ready && anchor) document.getElementById(anchor)?.scrollIntoView();
  }, [ready, anchor]);

  const sections = view && (
    <SettingsProvider view={view} actions={props.settings}>
      <Section id="calls">
        <CallsSection />
      </Section>
      <Section id="opening">
        <OpeningSection />
      </Section>
      <Section id="notes">
        <NotesSection />
      </Section>
      <Section id="sound">
        <SoundSection {...props.tryOut} />
      </Section>
      <Section id="dial">
        <DiallingSection />
      </Section>
      <Section id="language">
        <LanguageSection />
      </Section>
      <Section id="backup">
        <BackupSection {...props.backup} />
      </Section>
      <SpokenChange />
    </SettingsProvider>
  );
  const diagnostics = (
    <Section id="diagnostics">
      <div className={styles.padded}>
        <DiagnosticsView {...props.diagnostics} />
      </div>
    </Section>
  );

  return (
    <div className={styles.frame}>
      <div className={connected ? styles.page : styles.firstPage}>
        {connected && <SectionNav />}
        <main className={styles.main}>
          <h1>{connected ? t.title : texts.connect.title}</h1>
          {connected ? (
            <Section id="connection">
              <ConnectPart {...connect} />
            </Section>
          ) : (
            <ConnectPart {...connect} />
          )}
          {connected ? (
            <>
              {sections}
              <Section id="privacy">
                <div className={styles.padded}>
                  <PrivacyView {...props.privacy} />
                </div>
              </Section>
              {diagnostics}
            </>
          ) : (
            <details
              className={styles.later}
              open={anchor !== undefined && anchor !== 'connection'}
              data-testid="later"
            >
              <summary>
                {t.later}
                <span className={styles.quiet}>{t.laterHint}</span>
              </summary>
              {sections}
              {diagnostics}
            </details>
          )}
        </main>
      </div>
    </div>
  );
}
