import { app } from 'electron';

/** Addresses on other machines, or of other programs on this one. */
const remote = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'];

/**
 * Must run before `ready`. Of every page there will ever be, the hidden one that prints too: it is sandboxed, goes nowhere, opens
 * nothing, embeds nothing, is permitted nothing and reaches no other machine. `createWindow` says what ours may besides.
 */
export function guardPages(mayReach: (url: string) => boolean = () => false): void {
  // Root has no sandbox: the two together end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  app.on('session-created', (session) => {
    session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
    session.setPermissionCheckHandler(() => false);
    // The policy of the page forbids it already; here nothing leaves the machine whatever page is shown.
    session.webRequest.onBeforeRequest({ urls: remote }, ({ url }, callback) => callback({ cancel: !mayReach(url) }));
  });
}
