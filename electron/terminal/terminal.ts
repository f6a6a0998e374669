import { Command, CommanderError } from 'commander';
import { intakeSubjects } from '../intake/fields';
import { filePaper, listFilings, packFilings } from './filing';
import { redo, review, undo, verifyAudit } from './history';
import { importFiles } from './intake';
import { listRisks } from './register';
import { closeRound, collectRound, compareRounds, confirmRound, exportRound, listRounds, openRound } from './round';
import { exitCodes, Refused, TerminalSession, type Options, type Output } from './session';
import { chineseHelp, countOption, dateOption, periodOption, usageText, UsageFault } from './usage';
import { initWorkspace } from './workspace';

const standard: Output = { line: (text) => console.log(text), fault: (text) => console.error(text) };

/**
 * The same procedures as the window's, from a terminal.
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage, 3 not possible now (workspace in use, disk full, no access)
 */
export async function runTerminal(args: readonly string[], output: Output = standard): Promise<number> {
  let code: number = exitCodes.done;
  const misused = (message: string, help = ''): number => {
    if (args.includes('--json')) output.line(JSON.stringify({ error: { code: 'USAGE', message, findings: [] } }, null, 2));
    else output.fault(help === '' ? message : `${message}\n\n${help}`);
    return exitCodes.usage;
  };
  /** Opens the workspace around one command and turns every failure into a message and a code. */
  const within =
    <A extends unknown[]>(work: (session: TerminalSession, ...args: A) => Promise<number | void>, opens = true) =>
    async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<Partial<Options>>();
      if (options.workspace === undefined) throw new UsageFault('缺少 --workspace <目录>：工作区所在的文件夹');
      const session = new TerminalSession({ workspace: options.workspace, json: options.json ?? false }, output);
      try {
        if (opens) await session.open();
        const ended = await work(session, ...(given.slice(0, -1) as A));
        if (ended !== undefined) code = ended;
      } catch (cause) {
        if (cause instanceof UsageFault || cause instanceof CommanderError) throw cause;
        const { failure, exitCode } = cause instanceof Refused ? cause : session.unforeseen(cause);
        session.printFailure(failure);
        code = exitCode;
      } finally {
        await session.close();
      }
    };

  const program = programOf(within);
  let help = '';
  hear(program, output, (text) => (help = text));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (cause) {
    if (cause instanceof UsageFault) return misused(cause.message);
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? exitCodes.done : misused(usageText(cause), help);
  }
}

type Within = <A extends unknown[]>(
  work: (session: TerminalSession, ...args: A) => Promise<number | void>,
  opens?: boolean,
) => (...given: unknown[]) => Promise<void>;

function programOf(within: Within): Command {
  const program = new Command('anze')
    .description('安责台：不开窗口，用终端做同样的事')
    .option('--workspace <目录>', '工作区所在的文件夹')
    .option('--json', '输出 JSON')
    .helpOption('-h, --help', '显示用法');

  program
    .command('init')
    .description('新建工作区')
    .option('--sample', '建成示例工作区')
    .option('--name <名称>', '企业名称', '新企业')
    .option('--region <代码>', '行政区划代码（6 位）', '000000')
    .option('--sector <行业>', '行业大类', 'machinery')
    .action(within(initWorkspace, false));

  program
    .command('import')
    .argument('<类别>', intakeSubjects.join('、'))
    .argument('<文件...>', '工作簿：xlsx、xls、csv')
    .description(`导入工作簿；类别：${intakeSubjects.join('、')}`)
    .option('--dry-run', '只预览，不写入')
    .option('--mapping <文件>', '列与字段的对应关系（JSON）')
    .option('--reason <理由>', '等级降低的理由')
    .option('--reviewer <复核人>', '等级降低的复核人')
    .option('--assessor <评价人>', '等级降低的评价人')
    .option('--write-back <文件>', '把退回的行写回同样的工作簿，加“问题”列')
    .action(within(importFiles));

  const list = program.command('list').description('列出记录');
  list
    .command('risk')
    .description('风险清单')
    .option('--filter <filter...>', '名称=值，可写多个')
    .option('--sort <次序>', '次序，加 :desc 为倒序', 'riskNo')
    .option('--limit <条数>', '最多列出多少条', countOption, 200)
    .option('--offset <条数>', '跳过多少条', countOption, 0)
    .action(within(listRisks));
  list.command('round').description('评估轮次').action(within(listRounds));

  addRounds(program, within);
  addPapers(program, within);

  program.command('review').description('体检').action(within(review));
  program.command('undo').description('撤销上一步').action(within(undo));
  program.command('redo').description('重做').action(within(redo));
  program.command('audit').description('审计').command('verify').description('校验审计链').action(within(verifyAudit));
  return program;
}

function addRounds(program: Command, within: Within): void {
  const round = program.command('round').description('评估轮次');
  round
    .command('open')
    .description('开启一轮，结转上一轮')
    .option('--period <期间>', '如 2026Q4', periodOption)
    .option('--name <名称>', '轮次名称')
    .option('--kind <类型>', '季度、年度、变更触发、事故触发', '季度')
    .option('--started-on <日期>', '开始日期', dateOption)
    .option('--team <文件>', '评估组（JSON 数组）')
    .option('--scope <范围>', '评估范围', '全公司')
    .option('--reason <原因>', '开展原因', '')
    .option('--notice-no <文号>', '通知文号', '')
    .option('--notice-on <日期>', '通知日期', dateOption)
    .option('--first', '首轮，不与上一轮比较')
    .action(within(openRound));
  round.command('list').description('列出各轮').action(within(listRounds));
  const one = (name: string, description: string) =>
    round.command(name).description(description).option('--round <编号>', '哪一轮；不写时为进行中的或最近的一轮');
  one('export', '按部门导出确认表').requiredOption('--out <目录>', '写到哪个文件夹').action(within(exportRound));
  one('collect', '收回确认表')
    .argument('<文件...>', '填好的确认表')
    .option('--by <确认人>', '表上没有签名时的确认人', '')
    .option('--on <日期>', '表上没有日期时的确认日期', dateOption)
    .option('--dry-run', '只预览，不写入')
    .action(within(collectRound));
  one('confirm', '确认其余风险没有变化')
    .requiredOption('--by <确认人>', '确认人')
    .requiredOption('--on <日期>', '确认日期', dateOption)
    .action(within(confirmRound));
  round
    .command('compare')
    .description('与另一轮比较')
    .option('--earlier <编号>', '较早的一轮')
    .option('--later <编号>', '较晚的一轮')
    .action(within(compareRounds));
  one('close', '关闭并冻结')
    .requiredOption('--assessed-on <日期>', '评价日期', dateOption)
    .option('--closed-on <日期>', '关闭日期；不写时同评价日期', dateOption)
    .option('--meeting-on <日期>', '评审会日期', dateOption)
    .option('--meeting-place <地点>', '评审会地点')
    .option('--conclusion <结论>', '结论；不写时按数字起草')
    .option('--accept-pending', '带着未确认的条目关闭')
    .action(within(closeRound));
}

function addPapers(program: Command, within: Within): void {
  const papers = (command: Command) =>
    command
      .requiredOption('--out <目录>', '写到哪个文件夹')
      .option('--round <编号>', '轮次编号')
      .option('--compiled-on <日期>', '编制日期（由人确认，不默认今天）', dateOption)
      .option('--reason <理由>', '带缺项出件的理由', '')
      .option('--recipient <单位>', '收件单位全称', '')
      .option('--subject <事由>', '报送函事由', '')
      .option('--document-number <文号>', '发文字号', '')
      .option('--contact-name <姓名>', '联系人', '')
      .option('--contact-phone <电话>', '联系电话', '');
  papers(program.command('file').description('出一件报送件：F07、F08、F09、F10、F40、signoff'))
    .argument('<代号>', 'F07、F08、F09、F10、F40、signoff')
    .option('--format <格式>', 'xlsx、docx、pdf，可用逗号隔开多个')
    .option('--draft', '只出送审稿，不编号')
    .option('--register', '按现在的清单出，不取某一轮')
    .option('--from <日期>', '公示开始日期（F09）', dateOption)
    .option('--to <日期>', '公示结束日期（F09）', dateOption)
    .option('--place <地点>', '公示地点（F09）')
    .option('--department <部门>', '意见受理部门（F09）')
    .option('--leader <姓名>', '责任人不是公司领导的重大风险由谁负责（F08）')
    .action(within(filePaper));
  program.command('filings').description('已出件一览').action(within(listFilings));
  papers(program.command('package').description('打成送件包'))
    .option('--ascii-names', '文件名只用英文数字，供旧系统解压')
    .action(within(packFilings));
}

/** Help goes to the output, complaints come back as errors, for the command and all below it. */
function hear(command: Command, output: Output, complained: (help: string) => void): void {
  command
    .exitOverride()
    .configureHelp(chineseHelp)
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => output.line(text.trimEnd()),
      writeErr: (help) => complained(help.trimEnd()),
      outputError: () => complained(command.helpInformation().trimEnd()),
    });
  if (command.parent !== null) command.helpOption('-h, --help', '显示用法');
  for (const child of command.commands) hear(child, output, complained);
}
