import { accessSync, appendFileSync, constants, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { classify } from '../api/classify';
import { api, type Api, type ProcedureName } from '../api/index';
import { AppError, unavailable, type Failure } from '../api/failure';
import { soleSession, type DataOf, type InputOf } from '../api/procedure';
import { systemClock } from '../workspace/clock';
import { Content } from '../workspace/content';
import { isInvestigationCopy } from '../workspace/investigation/copy';
import { WorkspaceHost } from '../workspace/host';
import { ensureFolder } from '../workspace/file';
import { Upkeep } from '../workspace/upkeep';
import { userName } from '../workspace/userName';
import { words } from '../workspace/words';
import { TerminalShell } from './printer';
import { failureText } from '../workspace/wording';

/** Root of the application: `out/main` lies two levels below it. */
const root = path.resolve(import.meta.dirname, '../..');

/** Exit codes of the terminal, told in the README. */
export const exitCodes = { done: 0, refused: 1, usage: 2, unavailable: 3 } as const;

/** A procedure failed; the terminal prints it and ends with its code. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.key);
  }
  get exitCode(): number {
    return this.failure.code === 'UNAVAILABLE' ? exitCodes.unavailable : exitCodes.refused;
  }
}

export interface Options {
  workspace: string;
  /** Who signs in, in a workspace with accounts. */
  account: string | undefined;
  /** Who looks at a copy for investigators. */
  as?: string | undefined;
  json: boolean;
}

/** Where lines go: what a command answers, and complaints. With `--json` the answer is all there is. */
export interface Output {
  line(text: string): void;
  fault(text: string): void;
}

/** Options by which what a rule asks for is given in the terminal. */
const optionsOf: Record<string, string> = {
  gap: '要带着这些缺项出件，请用 --reason 写明理由',
  roundPending: '要带着没有确认的条目关闭，请加 --accept-pending；已经看过、没有变化的，先用 round confirm 确认',
  compiledOn: '请用 --compiled-on 写明编制日期',
  assessedForRound: '请加 --register，按现在的清单出件',
  roundTeam: '评估组在 round open 时用 --team 写明',
};
const adviceFor = ({ findings = [] }: Failure): string[] => [...new Set(findings.flatMap(({ rule }) => optionsOf[rule] ?? []))];

/** One command of the terminal: an open workspace, calls that throw on failure, output for people or as JSON. */
export class TerminalSession {
  readonly #printer = new TerminalShell(root, (cause) => this.#log('printing failed', '', cause));
  readonly content = new Content(path.join(root, 'resources'));
  readonly t = words(this.content).t;
  readonly host: WorkspaceHost;

  readonly #home = process.env['ANZE_USER_DATA'] ?? path.join(homedir(), '.config/anze-desk');

  readonly #upkeep = new Upkeep({
    backUp: (why) => this.host.call('backup.run', { why }, { session: soleSession('安责台') }),
    log: (message) => this.#log(message, '', undefined),
  });

  constructor(
    readonly options: Options,
    readonly output: Output,
  ) {
    this.host = new WorkspaceHost({
      procedures: api,
      content: this.content,
      shell: this.#printer.shell,
      clock: systemClock,
      userName: process.env['ANZE_ACTOR'] ?? userName(),
      version: process.env['npm_package_version'] ?? '0.1.0',
      migrationsFolder: path.join(root, 'db/migrations'),
      nativeBinding: null,
      home: this.#home,
      changed: () => this.#upkeep.changed(),
      beforeMany: () => this.#upkeep.before(),
      log: ({ level, message, detail, cause }) => {
        if (level === 'error') this.#log(message, detail ?? '', cause);
      },
    });
  }

  get folder(): string {
    return path.resolve(this.options.workspace);
  }

  async open(): Promise<void> {
    if (isInvestigationCopy(this.folder)) {
      const { as: who } = this.options;
      if (who === undefined) throw new Refused({ code: 'FORBIDDEN', key: 'needLooker' });
      await this.call('investigation.open', { file: '', password: null, folder: this.folder, who });
      return;
    }
    await this.call('workspace.open', { folder: this.folder });
    const { hasAccounts } = await this.call('session.state', {});
    if (hasAccounts) await this.#signIn();
  }

  /** The password is no argument: those stand in the list of processes and in the history of the shell. */
  async #signIn(): Promise<void> {
    const { account } = this.options;
    if (account === undefined) throw new Refused({ code: 'FORBIDDEN', key: 'needAccount' });
    const password = process.env['ANZE_PASSWORD'] ?? firstLine();
    if (password === '') throw new Refused({ code: 'FORBIDDEN', key: 'needPassword' });
    await this.call('session.signIn', { name: account, password });
  }

  async call<N extends ProcedureName>(name: N, input: InputOf<Api[N]>): Promise<DataOf<Api[N]>> {
    const reply = await this.host.call(name, input);
    if (!reply.ok) throw new Refused(reply.error);
    return reply.data as DataOf<Api[N]>;
  }

  /** The value as JSON, or the lines for people. */
  print(value: unknown, lines: readonly string[]): void {
    if (this.options.json) this.output.line(JSON.stringify(value, null, 2));
    else for (const line of lines) this.output.line(line);
  }

  printFailure(failure: Failure): void {
    const [message, ...findings] = failureText(this.t, failure);
    if (failure.detail !== undefined) findings.push(this.t('failure:logged', { file: this.#logFile, detail: failure.detail }));
    if (this.options.json)
      this.output.line(JSON.stringify({ error: { code: failure.code, message, findings: findings.map((line) => line.trim()) } }, null, 2));
    else this.output.fault([message, ...findings, ...adviceFor(failure)].join('\n'));
  }

  /** Makes sure that files of these formats can be written to a folder, before anything gets a number. @returns it, with a slash at its end */
  async prepareFor(formats: readonly string[], stated: string): Promise<string> {
    const folder = path.resolve(stated);
    try {
      ensureFolder(folder);
      if (!statSync(folder).isDirectory()) throw unavailable('noPermission', { file: folder, context: 'file' });
      accessSync(folder, constants.W_OK);
      if (formats.includes('pdf')) await this.#printer.ready();
    } catch (cause) {
      throw cause instanceof AppError ? new Refused(cause.failure) : this.unforeseen(cause);
    }
    return path.join(folder, path.sep);
  }

  /** What nobody foresaw, as a refusal: its cause goes to the log, under the number in the message. */
  unforeseen(cause: unknown): Refused {
    const known = classify(cause);
    if (known) return new Refused(known);
    const detail = String(Date.now());
    this.#log('terminal failed', detail, cause);
    return new Refused({ code: 'INTERNAL', key: 'internal', detail });
  }

  get #logFile(): string {
    return path.join(this.#home, 'logs/terminal.log');
  }

  /** Causes are for maintainers: they stand in a file, never between the lines for people. */
  #log(message: string, detail: string, cause: unknown): void {
    const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? '');
    try {
      ensureFolder(path.dirname(this.#logFile));
      appendFileSync(this.#logFile, `${new Date().toISOString()} ${message} ${detail}\n${text}\n`);
    } catch {
      // No place for a log: the message with its number has been given all the same.
    }
  }

  async catchUpSearch(): Promise<void> {
    while (((await this.host.dispatcher?.catchUpSearch(500)) ?? 0) > 0);
  }

  async close(): Promise<void> {
    try {
      await this.catchUpSearch();
    } catch (cause) {
      // The rest is indexed when the workspace is used again.
      this.#log('search index', '', cause);
    }
    if (!this.host.isWatched) await this.#upkeep.closeSeldom(await this.host.call('backup.state', {}, { session: soleSession('安责台') }));
    await this.host.close();
    await this.#printer.close();
  }
}

/** First line of standard input, where something is piped into it; nobody is asked to type a password that everybody sees. */
function firstLine(): string {
  if (process.stdin.isTTY) return '';
  try {
    return /^[^\r\n]*/.exec(readFileSync(0, 'utf8'))![0];
  } catch {
    // Nothing is connected to it.
    return '';
  }
}

/** Opens the workspace around the work of a command and closes it again; `opens` is false for what makes one. */
export type Within = <A extends unknown[]>(
  work: (session: TerminalSession, ...args: A) => Promise<number | void>,
  opens?: boolean,
) => (...given: unknown[]) => Promise<void>;
