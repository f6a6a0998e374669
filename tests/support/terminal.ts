import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CellValue } from 'hucre';
import { runTerminal } from '../../electron/terminal/terminal';
import { plainXlsx } from './workbooks';

export interface Answer {
  code: number;
  /** Everything on standard output. */
  out: string;
  /** Everything on standard error. */
  err: string;
}

/** Runs one command of the terminal; with `--json` the answer is parsed by `json`. */
export async function anze(...args: string[]): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runTerminal(args, { line: (text) => void out.push(text), fault: (text) => void err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

export interface Told {
  code: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each command has its own shape
  json: any;
}

/** A folder with a workspace beside the files that tests write. */
export async function newTerminal(): Promise<{
  folder: string;
  workspace: string;
  /** A command on the workspace with `--json`; standard output is JSON and nothing else, standard error is empty. */
  run(...args: string[]): Promise<Told>;
  /** The same for people. */
  say(...args: string[]): Promise<Answer>;
  write(name: string, content: Uint8Array | string): string;
  /** An xlsx of one sheet. */
  sheet(name: string, rows: CellValue[][]): Promise<string>;
}> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-终端 '));
  process.env['ANZE_USER_DATA'] = path.join(folder, '用户');
  const workspace = path.join(folder, '我的 工作区');
  const say = (...args: string[]) => anze(...args, '--workspace', workspace);
  const run = async (...args: string[]): Promise<Told> => {
    const { code, out, err } = await say(...args, '--json');
    if (err !== '') throw new Error(`standard error: ${err}`);
    return { code, json: JSON.parse(out) as unknown };
  };
  const write = (name: string, content: Uint8Array | string) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  await run('init', '--name', '包头市示范机械制造有限公司', '--region', '150200');
  return { folder, workspace, run, say, write, sheet: async (name, rows) => write(name, await plainXlsx(rows)) };
}
