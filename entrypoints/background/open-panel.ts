/** Opens the side panel of Chromium or the sidebar of Firefox from the keyboard shortcut. */
interface PanelApi {
  sidePanel?: { open(where: { windowId: number }): Promise<unknown> } | undefined;
  sidebarAction?: { open(): Promise<unknown> } | undefined;
}

/**
 * Call it in the listener of the shortcut, before anything is waited for: both browsers ask for the
 * very key press. @param windowId of the tab that was in front; Chromium needs it
 */
export async function openPanel(browser: object, windowId: number | undefined): Promise<void> {
  const { sidePanel, sidebarAction } = browser as PanelApi;
  if (sidebarAction) await sidebarAction.open();
  else if (windowId !== undefined) await sidePanel?.open({ windowId });
}
