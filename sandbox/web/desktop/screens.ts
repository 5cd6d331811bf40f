/** A screen of the desktop UI. It is kept when another one is shown, so that drafts stay. */
export interface Screen {
  key: string;
  title: string;
  element: HTMLElement;
  /** Something in its taskbar row was changed from outside. */
  rowChanged?: (state: Record<string, unknown>) => void;
  /** The ticket was changed by somebody. */
  refresh?: () => Promise<void>;
}

/** The screens opened so far, by key (`Ticket-1`, `TicketCreateScreen-UUID`, …). */
export const screens = new Map<string, Screen>();
