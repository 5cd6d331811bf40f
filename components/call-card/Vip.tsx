import { useLanguage } from '../surroundings.tsx';
import styles from './vip.module.css';

/** Marked as VIP in Zammad. */
export function Vip() {
  const { texts } = useLanguage();
  return <span className={styles.vip}>{texts.who.vip}</span>;
}
