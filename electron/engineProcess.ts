import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import path from 'node:path';
import type { EngineSettings, MainMessage, ToMainMessage } from './wire';
import { workspacePaths } from './workspace/paths';
import type { MainShell } from './workspace/shell';

export interface Engine {
  /** Gives the engine one end of a channel whose other end the page owns. */
  attach(port: MessagePortMain): void;
  /** Folder that `app://attachment/` reads from, null while no workspace is open. */
  readonly attachments: string | null;
  /** Folder that `app://paper/` reads from, null while no workspace is open. */
  readonly previews: string | null;
  /** Folder of small pictures of the open workspace. */
  readonly thumbnails: string | null;
  onWorkspace(listener: (name: string) => void): void;
  /** Called after the engine died and was started again: the page needs a new port. */
  onRestart(listener: () => void): void;
  /** Called when it dies again and again: it is not started any more. */
  onGivenUp(listener: () => void): void;
  /** Closes the workspace, which ends with a backup; `working` is called when that takes a while. Given up after 30 s without a sign of life. */
  close(working: () => void): Promise<void>;
  /** Closes without the backup. */
  hurry(): void;
  /** Asks for the password again, where somebody is signed in. */
  lock(): void;
}

interface Around {
  shell: MainShell;
  log: { warn(...parts: unknown[]): void; error(...parts: unknown[]): void };
}

/** Starts the utility process while the window loads, and starts it again when it dies. */
export function startEngine(settings: EngineSettings, { shell, log }: Around): Engine {
  let child: UtilityProcess;
  let closing = false;
  const deaths: number[] = [];
  let named: (name: string) => void = () => {};
  let folder: string | null = null;
  let restarted: () => void = () => {};
  let givenUp: () => void = () => {};
  let said: () => void = () => {};
  let goesOn: () => void = () => {};
  const send = (message: MainMessage, ports?: MessagePortMain[]) => child.postMessage(message, ports);

  const answer = async ({ id, method, args }: ToMainMessage & { type: 'shell' }) => {
    try {
      send({ type: 'shell', id, result: await (shell[method as keyof MainShell] as (...args: unknown[]) => Promise<unknown>)(...args) });
    } catch (cause) {
      send({ type: 'shell', id, error: String(cause) });
    }
  };

  const fork = () => {
    child = utilityProcess.fork(path.join(import.meta.dirname, 'engine.js'), [JSON.stringify(settings)], {
      serviceName: 'anze-engine',
      stdio: 'inherit',
    });
    child.on('message', (message: ToMainMessage) => {
      switch (message.type) {
        case 'shell':
          void answer(message);
          break;
        case 'log':
          log[message.level](message.message, message.detail ?? '', message.cause ?? '');
          break;
        case 'workspace':
          folder = message.folder;
          named(message.name);
          break;
        case 'closing':
          goesOn();
          break;
        case 'bye':
          said();
          break;
        case 'ready':
          break;
      }
    });
    child.on('exit', (code) => {
      if (closing) {
        said();
        return;
      }
      log.error('engine ended', code);
      deaths.push(Date.now());
      // Six times within a minute: starting it once more would not help.
      if (Date.now() - (deaths.at(-6) ?? 0) < 60_000) return givenUp();
      fork();
      restarted();
    });
  };
  fork();

  return {
    attach: (port) => send({ type: 'port' }, [port]),
    get attachments() {
      return folder === null ? null : workspacePaths(folder).attachments;
    },
    get previews() {
      return folder === null ? null : workspacePaths(folder).previews;
    },
    get thumbnails() {
      return folder === null ? null : workspacePaths(folder).thumbnails;
    },
    onWorkspace: (listener) => {
      named = listener;
    },
    onRestart: (listener) => {
      restarted = listener;
    },
    onGivenUp: (listener) => {
      givenUp = listener;
    },
    close: (working) =>
      new Promise((resolve) => {
        closing = true;
        const limit = setTimeout(resolve, 30_000);
        const patience = setTimeout(working, 1_500);
        goesOn = () => void limit.refresh();
        said = () => {
          clearTimeout(limit);
          clearTimeout(patience);
          resolve();
        };
        send({ type: 'quit' });
      }),
    hurry: () => send({ type: 'hurry' }),
    lock: () => send({ type: 'lock' }),
  };
}
