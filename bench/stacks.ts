/** Stacks of their own for each row, so that no row pays for what another left behind. */
import { pair } from './agents.ts';
import { type Stack, startStack } from '../tests/e2e/harness/stack.ts';

export async function withStack<T>(
  body: (stack: Stack) => Promise<T>,
  relayEnv: Record<string, string> = {},
): Promise<T> {
  const stack = await startStack({ relayEnv: { OFFHOOK_LOG_LEVEL: 'warn', ...relayEnv } });
  try {
    return await body(stack);
  } finally {
    await stack.stop();
  }
}

/** Two agents, one paired device each. */
export async function twoDevices(stack: Stack): Promise<[string, string]> {
  const [first, second] = stack.target.agents;
  return [
    await pair(stack.relay.url, stack.zammad.url, first.token),
    await pair(stack.relay.url, stack.zammad.url, second.token),
  ];
}
