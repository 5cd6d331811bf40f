/** Opens the side panel of Chromium or the sidebar of Firefox, from a click in the popup. */
export interface PanelApi {
  runtime: { getURL: (path: string) => string };
  tabs: { create(about: { url: string }): Promise<unknown> };
  windows: { getCurrent(): Promise<{ id?: number | undefined }> };
  /** Chromium. */
  sidePanel?: { open(where: { windowId: number }): Promise<unknown> } | undefined;
  /** Firefox. */
  sidebarAction?: { open(): Promise<unknown> } | undefined;
}

/**
 * Make it when the popup starts: Chromium wants to know the window, and asking for it after the
 * click would be too late to count as one. Where no panel can be opened, it comes as a tab.
 */
export function createPanelOpener(browser: object): () => Promise<unknown> {
  const { runtime, tabs, windows, sidePanel, sidebarAction } = browser as PanelApi;
  const inTab = () => tabs.create({ url: runtime.getURL('/sidepanel.html') });
  if (sidebarAction) return () => sidebarAction.open().catch(inTab);
  let windowId: number | undefined;
  void windows.getCurrent().then(({ id }) => (windowId = id));
  return () =>
    sidePanel && windowId !== undefined ? sidePanel.open({ windowId }).catch(inTab) : inTab();
}
