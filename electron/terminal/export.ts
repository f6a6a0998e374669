import type { Command } from 'commander';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { exportFields } from '../filing/riskTable/compose';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

interface ExportOptions {
  out: string;
  asImported?: boolean;
  numbers?: boolean;
}

/** The register as one workbook of ours, or the user's own workbooks with the present values in their cells. */
async function exportRisks(session: TerminalSession, { out, asImported, numbers }: ExportOptions): Promise<void> {
  const target = path.resolve(out);
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  if (asImported) {
    if (existsSync(target) && !isFolder) throw new UsageFault('--as-imported 的 --out 要写文件夹：每份导入的工作簿写一个文件');
    const { files } = await session.call('intake.asImported', { folder: target });
    session.print({ files }, [`已导回 ${files.length} 份工作簿：`, ...files]);
    return;
  }
  const { file, rows } = await session.call('risk.export', {
    fields: [...exportFields],
    filter: {},
    sort: { by: 'riskNo', descending: false },
    ...(numbers && { numbers }),
    file: isFolder || /[\\/]$/.test(out) ? path.join(target, '安全风险清单.xlsx') : target,
  });
  session.print({ files: [file], rows }, [`已导出 ${rows} 条风险：${file}`]);
}

/** `export` */
export function addExport(program: Command, within: Within): void {
  program
    .command('export')
    .description('导出风险清单')
    .requiredOption('--out <文件或文件夹>', '写到哪里')
    .option('--numbers', '联系电话写全（默认隐去一部分），记入操作记录')
    .option('--as-imported', '导回原样：当初导入的工作簿，原来的格子里写上现在的内容')
    .action(within(exportRisks));
}
