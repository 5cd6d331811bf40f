import type { CardView } from '../../lib/core/card.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { CallList } from './CallList.tsx';
import { ConnectionLine, type ConnectionLineProps } from './ConnectionLine.tsx';
import { DialField, type DialFieldProps } from './DialField.tsx';
import { PanelLink, type PanelLinkProps } from './PanelLink.tsx';
import { PhoneSwitch, type PhoneSwitchProps } from './PhoneSwitch.tsx';
import styles from './popup.module.css';

export interface PopupViewProps {
  cards: readonly CardView[];
  /** Undefined while not yet known. */
  connection: ConnectionLineProps | undefined;
  phone: PhoneSwitchProps | undefined;
  /** Undefined when dialling is switched off. */
  dial: DialFieldProps | undefined;
  /** Undefined while there is nothing to show there: not connected. */
  panel?: PanelLinkProps | undefined;
  onOpen: (card: CardView) => void;
  onSettings: () => void;
}

/** The popup: connection, phone switch, dialling, calls. */
export function PopupView(props: PopupViewProps) {
  const { cards, connection, phone, dial, panel, onOpen, onSettings } = props;
  const { texts } = useLanguage();
  return (
    <main className={styles.popup}>
      <header className={styles.head}>
        <h1 className={styles.title}>{texts.popup.title}</h1>
        <Button kind="link" data-testid="open-settings" onClick={onSettings}>
          {texts.popup.settings}
        </Button>
      </header>
      {connection && <ConnectionLine {...connection} />}
      {panel && <PanelLink {...panel} />}
      {phone && <PhoneSwitch {...phone} />}
      {dial && <DialField {...dial} />}
      <CallList cards={cards} onOpen={onOpen} onDial={(number) => dial?.onDial(number)} />
    </main>
  );
}
