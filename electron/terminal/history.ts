import type { Command } from 'commander';
import type { AuditFault } from '../../db/verify';
import { findingText } from '../workspace/wording';
import { exitCodes, type TerminalSession, type Within } from './session';

const commandName = (session: TerminalSession, command: string): string => session.t(`command:${command}`, { defaultValue: command });

async function undo(session: TerminalSession): Promise<void> {
  const { value, changed } = await session.call('history.undo', {});
  session.print({ ...value, title: commandName(session, value.command), changed }, [
    `已撤销“${commandName(session, value.command)}”，${changed} 条记录恢复原样`,
  ]);
}

async function redo(session: TerminalSession): Promise<void> {
  const { value, changed } = await session.call('history.redo', {});
  session.print({ ...value, title: commandName(session, value.command), changed }, [
    `已重做“${commandName(session, value.command)}”，改动 ${changed} 条记录`,
  ]);
}

async function review(session: TerminalSession): Promise<void> {
  const { groups } = await session.call('review.run', { limit: 20 });
  const rows = groups.map((group) => ({
    rule: group.rule,
    kind: group.kind,
    count: group.count,
    text: findingText(session.t, group.examples[0]!),
    examples: group.examples.map((example) => ({ title: example.title, text: findingText(session.t, example) })),
  }));
  session.print(
    { total: rows.reduce((sum, row) => sum + row.count, 0), groups: rows },
    rows.length === 0 ? ['没有待完善的事项'] : rows.map((row) => `${row.rule}\t${row.count} 处\t${row.text}`),
  );
}

/** @returns the exit code */
async function verifyAudit(session: TerminalSession): Promise<number> {
  const { rows, head, faults } = await session.call('audit.verify', {});
  const told = faults.map((fault) => ({
    ...fault,
    text: session.t(`audit:verify.fault.${fault.kind}`, { seq: fault.seq, name: recordName(session, fault) }),
  }));
  const sound = faults.every(({ kind }) => kind === 'erased');
  session.print({ rows, head, faults: told }, [
    sound
      ? `审计链完整：${rows} 行，链头 ${head.slice(0, 16)}`
      : `审计链有 ${faults.length} 处对不上，共 ${rows} 行。请先整份复制工作区文件夹留底，再查原因：`,
    ...told.map(({ text }) => text),
  ]);
  return sound ? exitCodes.done : exitCodes.refused;
}

/** `风险 FX-0012`: what a person can look for. */
const recordName = (session: TerminalSession, { subject, subjectId = '', name = subjectId }: AuditFault): string =>
  subject === undefined ? name : `${session.t(`failure:subject.${subject}`, { defaultValue: subject })} ${name}`;

/** `review`, `undo`, `redo` and `audit …` */
export function addHistory(program: Command, within: Within): void {
  program.command('review').description('体检').action(within(review));
  program.command('undo').description('撤销上一步').action(within(undo));
  program.command('redo').description('重做').action(within(redo));
  program.command('audit').description('审计').command('verify').description('校验审计链').action(within(verifyAudit));
}
