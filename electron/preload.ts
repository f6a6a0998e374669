/** Forwards the message port to the page and offers pathOf(file) for dropped files; nothing else, ever. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

contextBridge.exposeInMainWorld('anze', { pathOf: (file: File): string => webUtils.getPathForFile(file) });

// The port is asked for before the scripts of the page run and kept until they listen. What main sends while a page loads may be lost:
// it is asked again until a port has come, and one too many is closed.
let ports: readonly MessagePort[] = [];
let isHeard = false;
let hasPort = false;
const ask = () => ipcRenderer.send('port:wanted');
const asking = setInterval(ask, 2000);
const pass = () => {
  if (!isHeard || ports.length === 0) return;
  window.postMessage({ type: 'anze:port' }, window.location.origin, [...ports]);
  ports = [];
};
ipcRenderer.on('port', (event, { isReplacement }: { isReplacement: boolean }) => {
  if (hasPort && !isReplacement) {
    for (const port of event.ports) port.close();
    return;
  }
  hasPort = true;
  clearInterval(asking);
  ports = event.ports;
  pass();
});
window.addEventListener('message', (event) => {
  if (event.source !== window || (event.data as { type?: unknown } | null)?.type !== 'anze:listening') return;
  isHeard = true;
  pass();
});
document.addEventListener('readystatechange', ask, { once: true });
