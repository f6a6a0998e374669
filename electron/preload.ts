/** Forwards the message port to the page and offers pathOf(file) for dropped files; nothing else, ever. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

contextBridge.exposeInMainWorld('anze', { pathOf: (file: File): string => webUtils.getPathForFile(file) });

// The port is asked for before the scripts of the page run and kept until they listen.
let ports: readonly MessagePort[] = [];
let isHeard = false;
const pass = () => {
  if (!isHeard || ports.length === 0) return;
  window.postMessage({ type: 'anze:port' }, window.location.origin, [...ports]);
  ports = [];
};
ipcRenderer.on('port', (event) => {
  ports = event.ports;
  pass();
});
window.addEventListener('message', (event) => {
  if (event.source !== window || (event.data as { type?: unknown } | null)?.type !== 'anze:listening') return;
  isHeard = true;
  pass();
});
document.addEventListener('readystatechange', () => ipcRenderer.send('port:wanted'), { once: true });
