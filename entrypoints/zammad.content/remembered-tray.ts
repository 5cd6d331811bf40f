/**
 * Where the agent put the tray and what they folded, per Zammad and account. Kept in the page's
 * own storage: it is no secret.
 */
import { NEW_TRAY, readMemory, type TrayMemory } from '../../components/card-tray/tray-memory.ts';

const KEY = 'offhook.place';

const keyFor = (userId: number | undefined) => (userId === undefined ? KEY : `${KEY}.${userId}`);

/** What was kept for this account, or for whoever used the page before accounts were told apart. */
export function recallTray(
  storage: Pick<Storage, 'getItem'> | undefined,
  userId?: number,
): TrayMemory {
  try {
    const text = storage?.getItem(keyFor(userId)) ?? storage?.getItem(KEY) ?? 'null';
    return readMemory(JSON.parse(text));
  } catch {
    // Storage closed by the browser, or something else under our key: the default does.
    return NEW_TRAY;
  }
}

export function rememberTray(
  storage: Pick<Storage, 'setItem'> | undefined,
  memory: TrayMemory,
  userId?: number,
): void {
  try {
    storage?.setItem(keyFor(userId), JSON.stringify(memory));
  } catch {
    // Full or closed: it is remembered until the page goes.
  }
}
