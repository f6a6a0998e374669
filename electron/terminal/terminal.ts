import { Command, CommanderError } from 'commander';
import { addAuthorities } from './authority';
import { addAppraisals } from './appraisal';
import { addArchives } from './archive';
import { addInvestigations } from './investigation';
import { addBackups } from './backup';
import { addPapers } from './filing';
import { addCopies } from './copies';
import { addEvidence } from './evidence';
import { addFilingCompare } from './filingCompare';
import { addFilings } from './filings';
import { addExport } from './export';
import { addAudit } from './audit';
import { addHandover } from './handover';
import { addPerformance } from './performance';
import { addPersonal } from './personal';
import { addPledges } from './pledge';
import { addResponsibility } from './responsibility';
import { addHistory } from './history';
import { addIntake } from './intake';
import { addForms } from './form';
import { addMerges } from './merge';
import { addPublication } from './publication';
import { addRegister } from './register';
import { addRestore } from './restore';
import { addRisks } from './risk';
import { addRounds } from './round';
import { addFollowing } from './roundFollow';
import { addPackage } from './package';
import { addPastRounds } from './roundPast';
import { exitCodes, Refused, TerminalSession, type Options, type Output, type Within } from './session';
import { addStaffing } from './staffing';
import { addSubmissions } from './submission';
import { addTrace } from './trace';
import { chineseHelp, usageText, UsageFault } from './usage';
import { addWorkspace } from './workspace';

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
      if (options.workspace === undefined && !opens && command.parent?.name() === 'investigation') options.workspace = '.';
      if (options.workspace === undefined) throw new UsageFault('缺少 --workspace <目录>：工作区所在的文件夹');
      const session = new TerminalSession(
        { workspace: options.workspace, account: options.account, as: options.as, json: options.json ?? false },
        output,
      );
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

function programOf(within: Within): Command {
  const program = new Command('anze')
    .description('安责台：不开窗口，用终端做同样的事')
    .option('--workspace <目录>', '工作区所在的文件夹')
    .option('--account <名称>', '用哪个账户（工作区设了账户时）；密码写在环境变量 ANZE_PASSWORD 里，或从标准输入给出')
    .option('--as <姓名和单位>', '查看调查用副本的人；每次查看都以此记录')
    .option('--json', '输出 JSON')
    .helpOption('-h, --help', '显示用法');

  for (const add of [
    addWorkspace,
    addIntake,
    addRegister,
    addExport,
    addMerges,
    addRisks,
    addRounds,
    addFollowing,
    addPastRounds,
    addPublication,
    addAuthorities,
    addStaffing,
    addTrace,
    addPapers,
    addFilings,
    addFilingCompare,
    addPackage,
    addForms,
    addSubmissions,
    addAudit,
    addHandover,
    addEvidence,
    addPersonal,
    addResponsibility,
    addPledges,
    addAppraisals,
    addPerformance,
    addHistory,
    addRestore,
    addBackups,
    addArchives,
    addCopies,
    addInvestigations,
  ])
    add(program, within);
  return program;
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
