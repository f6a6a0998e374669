import type { Command } from 'commander';
import type { TerminalSession, Within } from './session';
import { dateOption, UsageFault } from './usage';

interface HandoverOptions {
  out: string;
  format: string;
  from?: string;
  to: string;
  witness: string;
  on?: string;
}

async function handOver(session: TerminalSession, { out, format, from, to, witness, on }: HandoverOptions): Promise<void> {
  const formats = format.split(',').map((one) => one.trim());
  for (const one of formats) if (one !== 'docx' && one !== 'pdf') throw new UsageFault(`交接清单没有“${one}”格式，可以写 docx、pdf`);
  const personId = from === undefined ? null : await onlyPerson(session, from);
  const folder = await session.prepareFor(formats, out);
  const files: (string | null)[] = [];
  for (const one of formats as ('docx' | 'pdf')[])
    files.push((await session.call('handover.print', { personId, to, witness, on: on ?? null, format: one, file: folder })).file);
  const { sections } = await session.call('handover.preview', { personId });
  session.print({ files, sections: sections.map(({ title, rows, more }) => ({ title, rows, more })) }, [
    ...sections.map(({ title, rows, more }) => `${title}：${rows.length + more} 项`),
    ...files.map((file) => `已写到 ${file}`),
  ]);
}

/** The one person of a name. @throws UsageFault where there is none or more than one */
export async function onlyPerson(session: TerminalSession, name: string): Promise<string> {
  const { rows } = await session.call('person.list', { offset: 0, limit: 200, text: name, withLeft: true });
  const found = rows.filter((row) => row.name === name);
  if (found.length !== 1)
    throw new UsageFault(found.length === 0 ? `没有名叫“${name}”的人员` : `有 ${found.length} 名“${name}”，请在窗口里选`);
  return found[0]!.id;
}

/** `handover` */
export function addHandover(program: Command, within: Within): void {
  program
    .command('handover')
    .description('工作交接清单：正在办理的事项、期限、资料在哪里')
    .requiredOption('--out <文件夹>', '写到哪里')
    .option('--format <格式>', 'docx,pdf', 'docx')
    .option('--from <移交人>', '人员姓名，列出他负责的风险')
    .option('--to <接交人>', '接交人', '')
    .option('--witness <监交人>', '监交人', '')
    .option('--on <日期>', '交接日期', dateOption)
    .action(within(handOver));
}
