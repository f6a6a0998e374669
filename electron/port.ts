import { ipcMain, MessageChannelMain, type BrowserWindow } from 'electron';
import type { Engine } from './engineProcess';
import { isOwnPage } from './window';

/** The only user of ipcMain: a port is given to our own top frame only, a new one on each load. */
export function pagePort(window: BrowserWindow, engine: Engine): void {
  const give = () => {
    if (window.isDestroyed() || !isOwnPage(window.webContents.mainFrame.url)) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.attach(port1);
    window.webContents.mainFrame.postMessage('port', null, [port2]);
  };
  ipcMain.on('port:wanted', (event) => {
    if (event.sender !== window.webContents || event.senderFrame !== window.webContents.mainFrame || !isOwnPage(event.senderFrame.url))
      return;
    give();
  });
  engine.onRestart(give);
}
