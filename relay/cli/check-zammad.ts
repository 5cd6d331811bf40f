/** Doctor: is Zammad there, may the service token do its work, does the CTI endpoint take events. */
import { createZammad } from '../../lib/zammad/zammad.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { ForwardConfig, RelayConfig } from '../config.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const TIMEOUT_MS = 10_000;
const MAX_CLOCK_MS = 60_000;

export async function checkZammad(
  zammad: RelayConfig['zammad'],
  clock: () => number,
): Promise<Finding[]> {
  const { url, token, forward } = zammad;
  if (url === undefined) {
    return [
      warn('Zammad: no address', 'Set OFFHOOK_ZAMMAD_URL; without it no agent can be paired.'),
    ];
  }
  const findings = await checkAddress(url, clock);
  if (findings.some(({ level }) => level === 'fail')) return findings;
  findings.push(await checkToken(url, token));
  findings.push(
    forward
      ? await checkForward(forward)
      : warn(
          'Forwarding: off, Zammad keeps no caller log',
          'Set OFFHOOK_ZAMMAD_CTI_URL to the address under Admin → Integrations → CTI (generic).',
        ),
  );
  return findings;
}

async function checkAddress(url: string, clock: () => number): Promise<Finding[]> {
  let response: Response;
  try {
    response = await fetch(`${url}/api/v1/users/me`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    });
  } catch (error) {
    const slow = error instanceof DOMException;
    return [
      fail(
        slow ? 'Zammad: no answer within 10 s' : 'Zammad: cannot be reached',
        'Check OFFHOOK_ZAMMAD_URL, name resolution, firewall and certificate from this machine.',
      ),
    ];
  }
  if (response.status >= 300 && response.status < 400) {
    return [
      fail('Zammad: the address leads elsewhere', 'Write the final address, often https://.'),
    ];
  }
  const findings = [
    response.headers.get('content-type')?.includes('json')
      ? ok('Zammad: answers')
      : fail('Zammad: something else answers there', 'Check OFFHOOK_ZAMMAD_URL.'),
  ];
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) {
    const off = Math.abs(clock() - date);
    const text = `Clock: ${Math.round(off / 1000)} s apart from Zammad's`;
    findings.push(
      off > MAX_CLOCK_MS ? warn(text, 'Let NTP set the clock on both machines.') : ok(text),
    );
  }
  return findings;
}

async function checkToken(url: string, token: string | undefined): Promise<Finding> {
  if (token === undefined) {
    return warn(
      'Service token: none, callers are named by agents’ own searches only',
      'Set OFFHOOK_ZAMMAD_TOKEN to a token with the permission ticket.agent.',
    );
  }
  const client = createZammad({ url, token, timeoutMs: TIMEOUT_MS });
  try {
    await client.me();
    // The list shows a token without rights its own owner, and says nothing (measured on 5.5 and 6.5).
    await client.usersByChange(1, 1);
    return ok('Service token: may read people');
  } catch (error) {
    const code = error instanceof ZammadError ? error.code : 'zammad/broken';
    if (code === 'zammad/unauthorised') {
      return fail('Service token: Zammad does not know it', 'Make a new one in Zammad’s profile.');
    }
    if (code === 'zammad/forbidden') {
      return fail(
        'Service token: may not read people',
        'Make one with the permission ticket.agent, for a user who is an agent.',
      );
    }
    return fail(`Service token: could not be tried (${code})`, 'Look into Zammad’s log.');
  }
}

/** An event without direction is refused after the token was checked, and nothing is stored. */
async function checkForward(forward: ForwardConfig): Promise<Finding> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(forward.url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ event: 'newCall' }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    });
    status = response.status;
    text = await response.text();
  } catch {
    return fail('Forwarding: the endpoint cannot be reached', 'Check OFFHOOK_ZAMMAD_CTI_URL.');
  }
  if (status === 422 && /direction/i.test(text)) return ok('Forwarding: the endpoint takes events');
  if (status === 422) {
    return fail(
      'Forwarding: the CTI integration of Zammad is switched off',
      'Switch it on under Admin → Integrations → CTI (generic) and save its settings once.',
    );
  }
  return status === 401
    ? fail('Forwarding: the token is wrong', 'Copy the address from Zammad’s settings again.')
    : fail(`Forwarding: the endpoint answers ${status}`, 'Check OFFHOOK_ZAMMAD_CTI_URL.');
}
