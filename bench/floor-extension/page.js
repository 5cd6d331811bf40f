// Writes the text and notes when the frame with it was painted: first task after the frame callback.
const host = document.createElement('div');
host.id = 'bench-floor';
host.style.cssText = 'position:fixed;right:16px;top:16px;font:14px sans-serif';
document.body.append(host);

chrome.runtime.connect({ name: 'floor' }).onMessage.addListener((text) => {
  host.textContent = text;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      host.dataset.text = text;
      host.dataset.paintedAt = String(performance.timeOrigin + performance.now());
    };
    channel.port2.postMessage(null);
  });
});
