import { execFile, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { PrintJob } from '../printer';
import { unavailable } from '../api/failure';
import { printThroughFiles } from '../workspace/printFile';
import { noShell, type PrintFile, type Shell } from '../workspace/shell';

interface Runtime {
  executable: string;
  args: string[];
}

/** A shell that prints pdfs through a hidden Electron, started with the first pdf and ended with the command. */
export class TerminalShell {
  readonly shell: Shell;
  #child: Promise<ChildProcess> | undefined;
  #last = 0;
  readonly #waiting = new Map<number, (error?: string) => void>();

  constructor(
    readonly root: string,
    readonly log: (cause: unknown) => void,
  ) {
    this.shell = {
      ...noShell,
      printPdf: printThroughFiles((job) => this.#print(job)),
    };
  }

  /** Starts printing before anything is numbered. @throws AppError when there is no runtime to print with */
  async ready(): Promise<ChildProcess> {
    try {
      return await (this.#child ??= this.#start());
    } catch (cause) {
      this.log(cause);
      throw unavailable('noPrinter');
    }
  }

  async #print(file: PrintFile): Promise<void> {
    const child = await this.ready();
    const id = (this.#last += 1);
    const job: PrintJob = { id, ...file };
    await new Promise<void>((resolve, reject) => {
      this.#waiting.set(id, (error) => {
        if (error === undefined) resolve();
        else {
          this.log(error);
          reject(unavailable('noPrinter'));
        }
      });
      child.stdin!.write(`${JSON.stringify(job)}\n`);
    });
  }

  /** The script of the project that finds a runtime; it says what it does on stderr. */
  async #start(): Promise<ChildProcess> {
    const script = process.env['ANZE_RUNTIME_SCRIPT'] ?? path.join(this.root, 'scripts/runtime.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--json'], { maxBuffer: 1e7 });
    const { executable, args } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Runtime;
    const child = spawn(executable, [...args, path.join(this.root, 'out/main/printer.js')], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ANZE_ROOT: this.root, ELECTRON_RUN_AS_NODE: undefined },
    });
    const fail = () => {
      for (const done of this.#waiting.values()) done('the printing process ended');
      this.#waiting.clear();
    };
    child.on('exit', fail);
    child.on('error', fail);
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error('the printing process ended')));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        if (!line.startsWith('{')) return;
        const { id, error } = JSON.parse(line) as { id: number; error?: string };
        if (id === 0) resolve();
        this.#waiting.get(id)?.(error);
        this.#waiting.delete(id);
      });
    });
    return child;
  }

  async close(): Promise<void> {
    const child = await this.#child?.catch(() => undefined);
    child?.stdin?.end();
    if (child && child.exitCode === null) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(() => {
          child.kill();
          resolve();
        }, 3000);
        child.once('exit', () => {
          clearTimeout(limit);
          resolve();
        });
      });
    }
  }
}
