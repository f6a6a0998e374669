import type { Command } from 'commander';
import { findingText } from '../workspace/wording';
import type { TerminalSession, Within } from './session';

/** What a command is called. */
export const commandName = (session: TerminalSession, command: string): string =>
  session.t(`command:${command}`, { defaultValue: command });

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

/** `review`, `undo`, `redo` */
export function addHistory(program: Command, within: Within): void {
  program.command('review').description('体检').action(within(review));
  program.command('undo').description('撤销上一步').action(within(undo));
  program.command('redo').description('重做').action(within(redo));
}
