/** Forwards the message port to the page and offers pathOf(file) for dropped files; nothing else, ever. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

contextBridge.exposeInMainWorld('anze', { pathOf: (file: File): string => webUtils.getPathForFile(file) });
ipcRenderer.on('port', (event) => window.postMessage({ type: 'anze:port' }, window.location.origin, event.ports));
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('port:wanted'));
