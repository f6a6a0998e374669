import { Command, CommanderError, Option } from 'commander';
import { intakeSubjects, type IntakeSubject } from '../intake/fields';
import { filePaper, listFilings, packFilings } from './filing';
import { importFiles, listRisks } from './register';
import { closeRound, collectRound, compareRounds, confirmRound, exportRound, listRounds, openRound } from './round';
import { exitCodes, Refused, TerminalSession, type Options } from './session';
import { UsageFault } from './usage';
import { findingText } from '../workspace/wording';

/**
 * The same procedures as the window's, from a terminal.
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage, 3 not possible now (workspace in use, disk full, no access)
 */
export async function runTerminal(args: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  /** Opens the workspace around one command and turns every failure into a message and a code. */
  const within = <A extends unknown[]>(work: (session: TerminalSession, ...args: A) => Promise<void>, opens = true) => async (...given: unknown[]) => {
    const command = given.at(-1) as Command;
    const options = command.optsWithGlobals<Options>();
    const session = new TerminalSession(options);
    try {
      if (opens) await session.open();
      await work(session, ...(given.slice(0, -1) as A));
    } catch (cause) {
      if (cause instanceof Refused) {
        session.printFailure(cause.failure);
        code = cause.exitCode;
      } else if (cause instanceof UsageFault) {
        if (options.json) console.log(JSON.stringify({ error: { code: 'USAGE', message: cause.message, findings: [] } }));
        else console.error(cause.message);
        code = exitCodes.usage;
      } else throw cause;
    } finally {
      await session.close();
    }
  };

  const program = new Command('anze').description('安责台：不开窗口，用终端做同样的事').exitOverride().showHelpAfterError();
  const add = (parent: Command, signature: string, description: string) =>
    parent.command(signature).description(description).requiredOption('--workspace <目录>', '工作区所在的文件夹').option('--json', '输出 JSON').exitOverride();

  add(program, 'init', '新建工作区').option('--sample', '建成示例工作区').option('--name <名称>', '企业名称', '新企业').option('--region <代码>', '行政区划代码（6 位）', '000000').option('--sector <行业>', '行业大类', 'machinery')
    .action(within(async (session, { sample, name, region, sector }: { sample?: boolean; name: string; region: string; sector: string }) => {
      const known = session.content.sectors().find((entry) => entry.id === sector || entry.name === sector);
      if (!known) throw new UsageFault(`--sector 可用：${session.content.sectors().map((entry) => entry.name).join('、')}`);
      if (!session.content.regions().some((entry) => entry.code === region)) throw new UsageFault(`--region 应为 6 位行政区划代码，例如 150200（包头市）`);
      const value = await session.call('workspace.create', { folder: session.folder, way: sample ? 'sample' : 'blank', name, regionCode: region, sector: known.id });
      session.print(value, [`已新建工作区：${value.folder}`]);
    }, false));

  add(program, 'import <类别> <文件...>', `导入工作簿；类别：${intakeSubjects.join('、')}`).option('--dry-run', '只预览，不写入').option('--mapping <文件>', '列与字段的对应关系（JSON）')
    .option('--reason <理由>', '等级降低的理由').option('--reviewer <复核人>', '等级降低的复核人').option('--assessor <评价人>', '等级降低的评价人').option('--write-back <文件>', '把退回的行写回同样的工作簿，加“问题”列')
    .action(within(async (session, subject: string, files: string[], options: object) => {
      if (!(intakeSubjects as readonly string[]).includes(subject)) throw new UsageFault(`类别只能是：${intakeSubjects.join('、')}`);
      await importFiles(session, subject as IntakeSubject, files, options);
    }));

  const list = program.command('list').description('列出记录');
  add(list, 'risk', '风险清单').option('--filter <filter...>', '名称=值，可重复').option('--sort <次序>', '次序，加 :desc 为倒序', 'riskNo').option('--limit <条数>', '最多列出多少条', '200').option('--offset <条数>', '跳过多少条', '0').action(within(listRisks));
  add(list, 'round', '评估轮次').action(within(listRounds));

  const round = program.command('round').description('评估轮次');
  add(round, 'open', '开启一轮，结转上一轮').option('--period <期间>', '如 2026Q4').option('--name <名称>', '轮次名称').option('--kind <类型>', '季度、年度、变更触发、事故触发', '季度').option('--started-on <日期>', '开始日期')
    .option('--team <文件>', '评估组（JSON 数组）').option('--scope <范围>', '评估范围', '全公司').option('--reason <原因>', '开展原因', '').option('--notice-no <文号>', '通知文号', '').option('--notice-on <日期>', '通知日期').option('--first', '首轮，不与上一轮比较').action(within(openRound));
  add(round, 'list', '列出各轮').action(within(listRounds));
  add(round, 'export', '按部门导出确认表').option('--round <编号>').requiredOption('--out <目录>').action(within(exportRound));
  add(round, 'collect <文件...>', '收回确认表').option('--round <编号>').option('--by <确认人>', '表上没有签名时的确认人', '').option('--on <日期>', '表上没有日期时的确认日期').option('--dry-run', '只预览，不写入').action(within(collectRound));
  add(round, 'confirm', '确认其余风险没有变化').option('--round <编号>').requiredOption('--by <确认人>').requiredOption('--on <日期>').action(within(confirmRound));
  add(round, 'compare', '与另一轮比较').option('--earlier <编号>').option('--later <编号>').action(within(compareRounds));
  add(round, 'close', '关闭并冻结').option('--round <编号>').requiredOption('--assessed-on <日期>').option('--closed-on <日期>').option('--meeting-on <日期>').option('--meeting-place <地点>').option('--conclusion <结论>').option('--accept-pending', '带着未确认的条目关闭').action(within(closeRound));

  const papers = (command: Command) => command.requiredOption('--out <目录>', '写到哪个文件夹').option('--round <编号>', '轮次编号').option('--compiled-on <日期>', '编制日期（由人确认，不默认今天）').option('--reason <理由>', '带缺项出件的理由', '')
    .option('--recipient <单位>', '收件单位全称', '').option('--subject <事由>', '报送函事由', '').option('--document-number <文号>', '发文字号', '').option('--contact-name <姓名>', '联系人', '').option('--contact-phone <电话>', '联系电话', '');
  papers(add(program, 'file <代号>', '出一件报送件：F07、F08、F09、F10、F40、signoff')).option('--format <格式>', 'xlsx、docx、pdf，可用逗号隔开多个').option('--draft', '只出送审稿，不编号').option('--register', '按现在的清单出，不取某一轮')
    .option('--from <日期>', '公示开始日期（F09）').option('--to <日期>', '公示结束日期（F09）').option('--place <地点>', '公示地点（F09）').option('--department <部门>', '意见受理部门（F09）')
    .option('--leader <姓名>', '责任人不是公司领导的重大风险由谁负责（F08）').action(within(filePaper));
  add(program, 'filings', '已出件一览').action(within(listFilings));
  papers(add(program, 'package', '打成送件包')).addOption(new Option('--ascii-names', '文件名只用英文数字，供旧系统解压')).action(within(packFilings));

  add(program, 'review', '体检').action(within(async (session) => {
    const { groups } = await session.call('review.run', { limit: 20 });
    const rows = groups.map((group) => ({ rule: group.rule, kind: group.kind, count: group.count, text: findingText(session.t, group.examples[0]!), examples: group.examples.map((example) => ({ title: example.title, text: findingText(session.t, example) })) }));
    session.print({ total: rows.reduce((sum, row) => sum + row.count, 0), groups: rows }, rows.length === 0 ? ['没有待完善的事项'] : rows.map((row) => `${row.rule}\t${row.count} 处\t${row.text}`));
  }));
  add(program, 'undo', '撤销上一步').action(within(async (session) => {
    const { value, changed } = await session.call('history.undo', {});
    session.print({ ...value, changed }, [`已撤销“${session.t(`command:${value.command}`, { defaultValue: value.command })}”，${changed} 行`]);
  }));
  add(program, 'redo', '重做').action(within(async (session) => {
    const { value, changed } = await session.call('history.redo', {});
    session.print({ ...value, changed }, [`已重做，${changed} 行`]);
  }));
  const audit = program.command('audit').description('审计');
  add(audit, 'verify', '校验审计链').action(within(async (session) => {
    const verdict = await session.call('audit.verify', {});
    session.print(verdict, verdict.faults.length === 0 ? [`审计链完整：${verdict.rows} 行，链头 ${verdict.head.slice(0, 16)}`] : verdict.faults.map((fault) => `第 ${fault.seq} 行：${fault.kind}`));
    if (verdict.faults.some((fault) => fault.kind !== 'erased')) code = exitCodes.refused;
  }));

  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    throw cause;
  }
}

