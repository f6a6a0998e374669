/** One instance → paths → log → window → engine. */
import { app, dialog, powerMonitor } from 'electron';
import path from 'node:path';
import log from 'electron-log/main';
import { startEngine, type Engine } from './engineProcess';
import { guardPages } from './guard';
import { pagePort } from './port';
import { prepareScheme } from './scheme';
import { createShell } from './shell';
import { createWindow, isDevelopment } from './window';
import { userName } from './workspace/userName';

const ownUserData = process.env['ANZE_USER_DATA'] ?? app.commandLine.getSwitchValue('user-data-dir');
app.setPath('userData', ownUserData === '' ? path.join(app.getPath('appData'), 'anze-desk') : path.resolve(ownUserData));
// No cookies are kept. With the fuse that encrypts them a start would ask the keyring of the system for a key, which may not answer.
app.commandLine.appendSwitch('password-store', 'basic');
prepareScheme();
guardPages(isDevelopment);

if (app.requestSingleInstanceLock()) void begin();
else app.quit();

async function begin(): Promise<void> {
  log.initialize({ preload: false });
  log.transports.file.maxSize = 4_000_000;
  log.transports.console.level = app.isPackaged ? false : 'warn';
  const root = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const resources = path.join(root, 'resources');
  const shell = createShell(root);
  // A utility process forked before `ready` crashes older Electrons.
  await app.whenReady();
  const engine = startEngine(
    {
      home: app.getPath('userData'),
      resources,
      migrations: path.join(root, app.isPackaged ? 'migrations' : 'db/migrations'),
      nativeBinding: app.isPackaged
        ? path.join(process.resourcesPath, 'native/better_sqlite3.node')
        : (process.env['BETTER_SQLITE3_BINDING'] ?? null),
      version: app.getVersion(),
      workspace: argumentAfter('--workspace'),
      userName: process.env['ANZE_ACTOR'] ?? userName(),
    },
    { shell, log },
  );
  const window = createWindow({
    attachments: () => engine.attachments,
    previews: () => engine.previews,
    thumbnails: () => engine.thumbnails,
    root,
  });
  pagePort(window, engine);
  engine.onGivenUp(() => {
    dialog.showErrorBox(
      '安责台不能继续运行',
      '后台程序一再意外退出。已保存的数据没有变。请重新打开安责台；仍然这样，请重新启动计算机，或告诉维护人员。',
    );
    app.exit(1);
  });
  engine.onWorkspace((name) => window.setTitle(name === '' ? '安责台' : `${name} — 安责台`));
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // The system gives a few seconds only: the backup is made after the next start.
  window.on('session-end', () => engine.hurry());
  powerMonitor.on('shutdown', () => {
    engine.hurry();
    app.quit();
  });
  // Whoever wakes the machine up need not be who left it.
  powerMonitor.on('lock-screen', () => engine.lock());
  powerMonitor.on('suspend', () => engine.lock());
  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void engine
      .close(() => void sayWorking(engine))
      .finally(() => {
        said.abort();
        app.quit();
      });
  });
}

const said = new AbortController();
/** The window is gone, the backup on closing goes on: a word about it, and a way not to wait. */
async function sayWorking(engine: Engine): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: '安责台',
    message: '正在备份，完成后自动退出',
    detail: '这一次的改动已经保存。不等备份退出也不会丢，只是最近一次备份里还没有它。',
    buttons: ['不等了，马上退出'],
    signal: said.signal,
  });
  if (response === 0 && !said.signal.aborted) engine.hurry();
}

function argumentAfter(flag: string): string | null {
  const at = process.argv.indexOf(flag);
  return at === -1 ? null : (process.argv[at + 1] ?? null);
}
