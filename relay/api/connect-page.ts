/**
 * `GET /connect`: what an invite link (`<public url>/connect#relay`) shows a person. It says which
 * addresses to enter and holds no secret; the extension reads the same from its `meta` elements.
 */
import { Hono } from 'hono';
import type { ApiEnv } from './auth.ts';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:42rem;margin:3rem auto;padding:0 1rem}code{font-size:1em;padding:.1em .3em;border:1px solid;border-radius:.25em;overflow-wrap:anywhere}
section+section{margin-top:2.5rem}`;
/** Nothing may load or run here; the one style element is ours. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

export function connectPage(
  addresses: (origin: string) => { relay: string; zammad?: string | undefined },
) {
  const app = new Hono<ApiEnv>();
  app.get('/connect', (c) => {
    c.header('Content-Security-Policy', POLICY);
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.html(page(addresses(new URL(c.req.url).origin)));
  });
  return app;
}

function page({ relay, zammad }: { relay: string; zammad?: string | undefined }): string {
  const r = escape(relay);
  const z = zammad === undefined ? undefined : escape(zammad);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="offhook-relay" content="${r}">${z ? `\n<meta name="offhook-zammad" content="${z}">` : ''}
<title>Offhook</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Offhook</h1>
<section lang="en">
<h2>Connect your browser</h2>
<ol>
<li>Install the Offhook extension in this browser.</li>
<li>Click its icon, then <em>Connect</em>.</li>
${z ? `<li>Zammad address: <code>${z}</code></li>` : '<li>This relay knows no Zammad yet. Ask your admin to set <code>OFFHOOK_ZAMMAD_URL</code>.</li>'}
<li>Relay address: <code>${r}</code></li>
</ol>
</section>
<section lang="de">
<h2>Browser verbinden</h2>
<ol>
<li>Installieren Sie die Erweiterung Offhook in diesem Browser.</li>
<li>Klicken Sie auf ihr Symbol, dann auf <em>Verbinden</em>.</li>
${z ? `<li>Adresse von Zammad: <code>${z}</code></li>` : '<li>Dieses Relay kennt noch kein Zammad. Bitten Sie Ihre Administration, <code>OFFHOOK_ZAMMAD_URL</code> zu setzen.</li>'}
<li>Adresse des Relays: <code>${r}</code></li>
</ol>
</section>
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
