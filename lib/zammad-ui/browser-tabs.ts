/** The parts of the WebExtension API that navigation needs; `browser` of WXT fits. */

export interface TabsApi {
  query(query: { url?: string }): Promise<
    {
      id?: number | undefined;
      windowId?: number | undefined;
      url?: string | undefined;
      title?: string | undefined;
      active?: boolean | undefined;
      discarded?: boolean | undefined;
      lastAccessed?: number | undefined;
    }[]
  >;
  update(tabId: number, change: { active?: boolean; url?: string }): Promise<unknown>;
  create(about: {
    url: string;
    active?: boolean;
  }): Promise<{ id?: number | undefined; windowId?: number | undefined }>;
  get(tabId: number): Promise<{ status?: string | undefined; url?: string | undefined }>;
}

export interface PageApi {
  tabs: TabsApi;
  /** Raises a window; absent on platforms without windows. */
  focusWindow(windowId: number): Promise<unknown>;
  /** Runs a self-contained function in the top frame of a tab and gives back what it returned. */
  run<A extends readonly unknown[], R>(
    tabId: number,
    world: 'ISOLATED' | 'MAIN',
    func: (...args: A) => R | Promise<R>,
    args: A,
  ): Promise<R>;
}
