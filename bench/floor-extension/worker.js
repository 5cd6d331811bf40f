// Passes every message of one socket to every page. `config.json` is written by the bench.
const ports = new Set();

chrome.runtime.onConnect.addListener((port) => {
  ports.add(port);
  port.onDisconnect.addListener(() => ports.delete(port));
});

async function listen() {
  const config = await (await fetch(chrome.runtime.getURL('config.json'))).json();
  const socket = new WebSocket(config.socket);
  socket.onmessage = (event) => {
    for (const port of ports) port.postMessage(event.data);
  };
}

void listen();
