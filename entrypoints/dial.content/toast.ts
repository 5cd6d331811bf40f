/** One quiet line at the lower edge that says what is dialled or why not. Plain DOM, own shadow root. */
const NAME = 'offhook-dial';
const SHOWN_MS = 4_000;

const CSS = `
:host { all: initial !important; }
p {
  position: fixed; z-index: 2147483000; inset-inline-start: 50%; bottom: 72px; translate: -50% 0;
  box-sizing: border-box; max-width: min(420px, calc(100vw - 16px)); margin: 0; padding: 9px 14px;
  border: 1px solid #3a4047; border-radius: 8px; background: #202328; color: #eceef0;
  box-shadow: 0 12px 32px rgb(0 0 0 / 35%); overflow-wrap: anywhere;
  font: 14px/1.4 Inter, 'Fira Sans', system-ui, 'Segoe UI', 'Liberation Sans', sans-serif;
}
p.bad { border-inline-start: 4px solid #ff8a80; }
p:empty { display: none; }
`;

export interface Toast {
  show: (text: string, kind: 'good' | 'bad') => void;
}

/** The element comes with the first line and stays; screen readers hear each line. */
export function createToast(page: Document, signal: AbortSignal): Toast {
  let line: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function create(): HTMLElement {
    page.querySelector(NAME)?.remove();
    const host = page.createElement(NAME);
    host.setAttribute('translate', 'no');
    const shadow = host.attachShadow({ mode: 'open' });
    const style = page.createElement('style');
    style.textContent = CSS;
    const text = page.createElement('p');
    text.setAttribute('role', 'status');
    text.dataset.testid = 'dial-toast';
    shadow.append(style, text);
    page.body.append(host);
    signal.addEventListener('abort', () => host.remove());
    return text;
  }

  return {
    show(text, kind) {
      line ??= create();
      line.className = kind;
      line.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => line?.replaceChildren(), SHOWN_MS);
    },
  };
}
