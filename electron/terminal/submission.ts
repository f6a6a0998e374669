import type { Command } from 'commander';
import { term } from '../../db/domain/term';
import type { TerminalSession, Within } from './session';
import { reasonNamed, stateNamed, withParticulars, type ChangeOptions } from './filings';
import { countOption, dateOption, UsageFault } from './usage';

interface ListOptions {
  text: string;
  limit?: number;
  offset?: number;
}

/** What was handed over, newest first. */
async function list(session: TerminalSession, { text, limit = 50, offset = 0 }: ListOptions): Promise<void> {
  const { rows, total } = await session.call('submission.list', { text, limit: Math.min(Math.max(limit, 1), 200), offset });
  const shown = rows.map(({ no, recipient, letter, subject, period, packedOn, sentOn, way, receivedOn, returnedOn, outdated }) => ({
    no,
    recipient,
    letter,
    subject,
    period,
    packedOn,
    sentOn,
    way,
    receivedOn,
    returnedOn,
    outdated,
  }));
  session.print(
    { total, rows: shown },
    shown.map(
      (row) =>
        `${row.no}\t${row.recipient}\t${row.letter}\t${row.sentOn === null ? `${row.packedOn} 打包，未登记报送` : `${row.sentOn} 报送`}` +
        `${row.receivedOn === null ? '' : `\t${row.receivedOn} 签收`}${row.outdated > 0 ? `\t${row.outdated} 件已不是现行件` : ''}`,
    ),
  );
}

async function numbered(session: TerminalSession, no: string) {
  const wanted = no.normalize('NFKC').trim().toUpperCase();
  const { rows } = await session.call('submission.list', { text: wanted, limit: 200 });
  const found = rows.find((row) => row.no === wanted);
  if (!found) throw new UsageFault(`没有“${no}”这条报送记录，编号见 submission list`);
  return session.call('submission.get', { id: found.id });
}

/** One hand-over with its materials and files. */
async function show(session: TerminalSession, no: string): Promise<void> {
  const {
    id: _id,
    revision: _revision,
    letterId: _letter,
    authorityId: _authority,
    materials,
    volumes,
    receipt,
    previous,
    ...head
  } = await numbered(session, no);
  const items = materials.map(({ title, number, copies, pages, state, outdated, replacedBy, files }) => ({
    title,
    number,
    copies,
    pages,
    state: state === null ? null : term('filingState', state),
    outdated,
    replacedBy: replacedBy?.number ?? null,
    files: files.map(({ name, sha256, size }) => ({ name, sha256, size })),
  }));
  session.print({ ...head, receipt: receipt?.number ?? null, previous: previous?.no ?? null, materials: items, volumes }, [
    `${head.no}\t${head.recipient}\t${head.letter} ${head.subject}`,
    `打包 ${head.packedOn}${head.sentOn === null ? '' : `，报送 ${head.sentOn}`}${head.receivedOn === null ? '' : `，签收 ${head.receivedOn}`}`,
    ...(previous ? [`上一次报送 ${previous.no} ${previous.packedOn}`] : []),
    ...items.flatMap(({ title, number, copies, pages, state, outdated, replacedBy, files }) => [
      `${number ?? ''} ${title}\t${copies} 份${pages === null ? '' : `\t${pages} 页`}${state === null ? '' : `\t${state}`}${replacedBy === null ? '' : `（${replacedBy}）`}${outdated ? '\t要重新报送' : ''}`,
      ...files.map(({ name }) => `  ${name}`),
    ]),
    ...volumes.map(({ name, size, sha256 }) => `${name}\t${size} 字节\tSHA-256 ${sha256}`),
  ]);
}

/** The same zips once more. */
async function exportAgain(session: TerminalSession, no: string, { out }: { out: string }): Promise<void> {
  const { id } = await numbered(session, no);
  const { files } = await session.call('submission.export', { id, file: await session.prepareFor([], out) });
  session.print({ files }, files);
}

const handOverStates = (['sent', 'received', 'returned'] as const).map((state) => term('filingState', state));

/** Enters what happened to a hand-over, for its letter and all papers that can take the step. */
async function advance(session: TerminalSession, no: string, options: ChangeOptions & { way: string }): Promise<void> {
  const state = stateNamed(options.state, handOverStates);
  const { on, note, receivedBy, receiptNo, way } = options;
  const { id, revision, recipient } = await numbered(session, no);
  const change = {
    state,
    on,
    note,
    authority: options.authority || recipient,
    receivedBy,
    receiptNo,
    reasonKind: reasonNamed(options.kind),
  };
  const { value } = await session.call('submission.send', { id, revision, way, change });
  const word = term('filingState', state);
  session.print({ no: no.toUpperCase(), state: word, on, filings: value.filings }, [
    `${no.toUpperCase()}：${word} ${on}，${value.filings} 件`,
  ]);
}

/** `submission list|show|export|advance` */
export function addSubmissions(program: Command, within: Within): void {
  const submission = program.command('submission').description('报送记录：报给谁、什么时候、报了哪些文件');
  submission
    .command('list')
    .description('报送记录一览')
    .option('--text <词>', '编号、接收单位、材料里的词', '')
    .option('--limit <条数>', '最多列几条', countOption)
    .option('--offset <条数>', '从第几条起', countOption)
    .action(within(list));
  submission.command('show').description('一次报送的材料、文件和经过').argument('<编号>', '如 BS-2026-001').action(within(show));
  submission
    .command('export')
    .description('再次导出当时的压缩包，内容一字不差')
    .argument('<编号>', '如 BS-2026-001')
    .requiredOption('--out <目录>', '写到哪个文件夹')
    .action(within(exportAgain));
  withParticulars(
    submission
      .command('advance')
      .description('登记整包的报送、签收、退回：函和各件一起')
      .argument('<编号>', '如 BS-2026-001')
      .requiredOption('--state <状态>', handOverStates.join('、'))
      .requiredOption('--on <日期>', '发生日期', dateOption)
      .option('--way <方式>', '报送方式，如 窗口递交', ''),
    true,
  ).action(within(advance));
}
