/** The least that Electron can be: one window with one sentence. What every start and every megabyte of ours is held against. */
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

app.setPath('userData', process.env.ANZE_USER_DATA);
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true, contextIsolation: true } });
  void window.loadFile(path.join(import.meta.dirname, 'bare.html'));
});
app.on('window-all-closed', () => app.quit());
