import { outputOf } from '../setup/extension-build.ts';
import type { StartedServers } from './servers.ts';

/** The text that says how to see a call ring. */
export function demoSteps(servers: StartedServers): string {
  const chrome = outputOf('chrome');
  const firefox = outputOf('firefox');
  const load = [
    'Load the extension',
    `  Chrome, Edge, Chromium: chrome://extensions → Developer mode → Load unpacked → ${chrome}`,
    `  Firefox:                about:debugging#/runtime/this-firefox → Load Temporary Add-on → ${firefox}/manifest.json`,
  ];
  if (!servers.sandboxUrl) {
    return text([
      ...load,
      `Connect it: click its icon → Connect; relay address ${servers.relayUrl}`,
    ]);
  }
  const ring = `curl -X POST --data "event=newCall&from=4930609854180&to=4930123000&direction=in&callId=demo-1&user[]=Alice Agent" ${servers.relayUrl}/api/v1/cti/${servers.secret ?? 'SECRET'}`;
  return text([
    `1. Open ${servers.sandboxUrl} (sandbox helpdesk; the new interface is at ${servers.sandboxUrl}/desktop)`,
    `2. ${load.join('\n   ')}`,
    '3. Click the icon of Offhook → Connect',
    `     Zammad address  ${servers.sandboxUrl}`,
    '     access token    sandbox-agent1   (or create one with a click)',
    `     relay address   ${servers.relayUrl}`,
    '4. Ring, with another callId each time:',
    `     ${ring}`,
    'Ctrl-C ends everything.',
  ]);
}

function text(lines: string[]): string {
  return `\n${lines.join('\n')}\n\n`;
}
