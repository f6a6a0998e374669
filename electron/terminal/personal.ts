import type { Command } from 'commander';
import { onlyPerson } from './handover';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

async function dossier(session: TerminalSession, name: string, { out, format }: { out?: string; format: string }): Promise<void> {
  const id = await onlyPerson(session, name);
  const formats = format.split(',').map((one) => one.trim());
  for (const one of formats) if (one !== 'docx' && one !== 'pdf') throw new UsageFault(`没有“${one}”格式，可以写 docx、pdf`);
  const { lines, law, found } = await session.call('person.dossier', { id });
  const folder = out === undefined ? null : await session.prepareFor(formats, out);
  const files: (string | null)[] = [];
  if (folder !== null)
    for (const one of formats as ('docx' | 'pdf')[])
      files.push((await session.call('person.printDossier', { id, format: one, file: folder })).file);
  const { assignments, owned, entries, disclosures, holds } = found;
  session.print(
    { name, assignments, owned, entries, disclosures, holds: holds.map(({ title, reason }) => ({ title, reason })), lines, files },
    [...lines.map((line) => `${line.record}\t${line.field}\t${line.count} 处\t${line.why}`), law, ...files.map((file) => `已写到 ${file}`)],
  );
}

async function erase(session: TerminalSession, name: string, { basis, confirm }: { basis: string; confirm: string }): Promise<void> {
  const id = await onlyPerson(session, name);
  const { found } = await session.call('person.dossier', { id });
  const { value } = await session.call('person.erase', { id, revision: found.person.revision, basis, name: confirm });
  session.print(value, [
    `已清除“${name}”的个人信息；另有 ${value.kept.length} 类记录按规定保留。备份里的用 person drop-backups 删除，已导出的文件请另行处理。`,
  ]);
}

async function dropBackups(session: TerminalSession, { confirm }: { confirm: string }): Promise<void> {
  const done = await session.call('erasedBackup.drop', { name: confirm });
  session.print(done, [`已另备份一份，删除以前的 ${done.dropped} 份`]);
}

async function hold(session: TerminalSession, title: string, { reason, person }: { reason: string; person?: string }): Promise<void> {
  const personId = person === undefined ? null : await onlyPerson(session, person);
  const { value } = await session.call('legalHold.create', {
    title,
    reason,
    personId,
    from: (await session.call('risk.choices', {})).today,
  });
  session.print(value, [`已设留存要求“${title}”${person === undefined ? '，适用于全部' : `，适用于${person}`}`]);
}

/** `person …` */
export function addPersonal(program: Command, within: Within): void {
  const person = program.command('person').description('个人信息');
  person
    .command('dossier')
    .description('留存的个人信息：在哪些记录、多少处、为什么保留')
    .argument('<姓名>', '人员姓名')
    .option('--out <文件夹>', '写到哪里')
    .option('--format <格式>', 'docx,pdf', 'docx')
    .action(within(dossier));
  person
    .command('erase')
    .description('清除离职人员的个人信息，不能撤销')
    .argument('<姓名>', '人员姓名')
    .requiredOption('--basis <依据>', '清除的依据')
    .requiredOption('--confirm <姓名>', '照写姓名以确认')
    .action(within(erase));
  person
    .command('drop-backups')
    .description('清除个人信息以后，另备份一份并删除以前的备份')
    .requiredOption('--confirm <单位名称>', '照写单位名称以确认')
    .action(within(dropBackups));
  person
    .command('hold')
    .description('设留存要求，如事故调查')
    .argument('<名称>', '要求的名称')
    .requiredOption('--reason <理由>', '理由')
    .option('--person <姓名>', '只留存这个人的，不写时为全部')
    .action(within(hold));
}
