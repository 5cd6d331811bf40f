/** What our pages ask the background, as TanStack Query options. Every query function is one RPC. */
import { queryOptions } from '@tanstack/react-query';
import type { Call } from '../rpc/client.ts';
import type { MethodName, Output, Result } from '../rpc/contract.ts';

/** A refusal of the background, for places where a value must be thrown. `code` has a text. */
export class RefusedError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'RefusedError';
    this.code = code;
  }
}

/** The value of a result, or its code thrown as `RefusedError`. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedError(result.code);
  return result.value;
}

type Asked =
  'connection.get' | 'settings.get' | 'settings.view' | 'connect.suggest' | 'connect.check';

export function createQueries(call: Call) {
  const ask = <M extends MethodName & Asked>(method: M) =>
    queryOptions({
      queryKey: [method],
      queryFn: async (): Promise<Output<M>> => valueOf(await call(method, {})) as Output<M>,
      retry: false,
    });
  return {
    connection: { ...ask('connection.get'), refetchInterval: 2_000 },
    settings: ask('settings.get'),
    /** With locks; the administrator may change them at any time. */
    settingsView: { ...ask('settings.view'), refetchInterval: 2_000 },
    suggestion: { ...ask('connect.suggest'), staleTime: Infinity },
    checks: { ...ask('connect.check'), refetchOnWindowFocus: false },
    /** A number as it is typed; `empty` is not asked. */
    number: (text: string) =>
      queryOptions({
        queryKey: ['dial.check', text],
        queryFn: async () => await call('dial.check', { text }),
        enabled: text.trim() !== '',
        staleTime: Infinity,
        gcTime: 10_000,
        retry: false,
      }),
  };
}
export type Queries = ReturnType<typeof createQueries>;
