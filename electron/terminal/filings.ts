import type { Command } from 'commander';
import { filingStates, stepsOf, type FilingCode, type FilingState } from '../../db/domain/filing/filing';
import { term, terms } from '../../db/domain/term';
import { paperOf } from '../filing/papers';
import { issueAndWrite } from './filing';
import { filingNumbered, formatsFor } from './findFiling';
import type { TerminalSession, Within } from './session';
import { dateOption, UsageFault } from './usage';

async function listFilings(session: TerminalSession): Promise<void> {
  const filings = await session.call('filing.list', {});
  const rows = filings.map((filing) => ({
    number: filing.number,
    code: filing.code,
    title: filing.title,
    period: filing.period,
    state: term('filingState', filing.state),
    compiledOn: filing.compiledOn,
    addressee: filing.addressee,
    gapReason: filing.gapReason,
    events: filing.events.map(({ state, on, authority, note, correctsId, correctionReason }) => ({
      state: term('filingState', state),
      on,
      authority,
      note,
      ...(correctsId === null ? {} : { correctionReason }),
    })),
    files: filing.files.map(({ format, name, sha256, size }) => ({ format, name, sha256, size })),
  }));
  session.print(
    { total: rows.length, rows },
    rows.map((row) => `${row.number}\t${row.title}\t${row.period}\t${row.state}\t${row.files.map((file) => file.format).join(' ')}`),
  );
}

export interface ChangeOptions {
  state: string;
  on: string;
  note: string;
  authority: string;
  receivedBy: string;
  receiptNo: string;
  kind: string;
}

const stateWords = filingStates.filter((state) => state !== 'issued' && state !== 'replaced').map((state) => term('filingState', state));

const bare = (word: string): string => word.trim().replace(/^[已被]/, '');

/** A state by its word, with or without what stands before it: 已退回, 被退回, 退回. */
export function stateNamed(word: string, among: readonly string[] = stateWords): FilingState {
  const found = filingStates.find((state) => state === word || bare(term('filingState', state)) === bare(word));
  if (found === undefined || !among.includes(term('filingState', found))) throw new UsageFault(`--state 只能是：${among.join('、')}`);
  return found;
}

type ReasonKind = keyof typeof terms.returnReason;
export function reasonNamed(word: string): ReasonKind | '' {
  if (word === '') return '';
  const known = Object.keys(terms.returnReason) as ReasonKind[];
  const found = known.find((kind) => kind === word || term('returnReason', kind) === word);
  if (found === undefined) throw new UsageFault(`--kind 只能是：${known.map((kind) => term('returnReason', kind)).join('、')}`);
  return found;
}

/** Enters what happened to some papers, all in one step. */
async function advance(session: TerminalSession, numbers: readonly string[], options: ChangeOptions): Promise<void> {
  const state = stateNamed(options.state);
  const { on, note, authority, receivedBy, receiptNo } = options;
  const ids = [];
  for (const number of numbers) ids.push((await filingNumbered(session, number)).id);
  const change = { state, on, note, authority, receivedBy, receiptNo, reasonKind: reasonNamed(options.kind) };
  await session.call('filing.advanceAll', { ids, change });
  session.print({ numbers, state: term('filingState', state), on }, [`${numbers.join('、')}：${term('filingState', state)} ${on}`]);
}

/** Corrects the day or the words of a step that was entered wrongly. */
async function correct(
  session: TerminalSession,
  number: string,
  options: Partial<ChangeOptions> & { state: string; reason: string },
): Promise<void> {
  const state = stateNamed(options.state);
  const { events } = await filingNumbered(session, number);
  const event = stepsOf(events)
    .map(({ now }) => now)
    .findLast((one) => one.state === state);
  if (!event) throw new UsageFault(`${number} 没有登记过“${term('filingState', state)}”`);
  const change = {
    on: options.on ?? event.on,
    note: options.note ?? event.note,
    authority: options.authority ?? event.authority,
    receivedBy: options.receivedBy ?? event.receivedBy,
    receiptNo: options.receiptNo ?? event.receiptNo,
    reasonKind: options.kind === undefined ? event.reasonKind : reasonNamed(options.kind),
  };
  await session.call('filing.correctEvent', { id: event.id, change, reason: options.reason });
  session.print({ number, state: term('filingState', state), was: event.on, on: change.on }, [
    `${number}：${term('filingState', state)} ${event.on === change.on ? change.on : `${event.on} → ${change.on}`}，已更正`,
  ]);
}

/** Issues a new version from what was stated of the old one. */
async function reissue(
  session: TerminalSession,
  number: string,
  { compiledOn, reason, out, format }: { compiledOn: string; reason: string; out: string; format?: string },
): Promise<void> {
  const old = await filingNumbered(session, number);
  const { request, returned } = await session.call('filing.stated', { id: old.id });
  const code = old.code as FilingCode;
  if (request === null)
    throw new UsageFault(`${number} 是旧版本出的件，没有留下填写的内容：请用 file ${code} --replaces ${number} 重新写明`);
  const formats = format === undefined ? [...paperOf[code].formats] : formatsFor(code, format);
  const folder = await session.prepareFor(formats, out);
  if (returned && !session.options.json) {
    const why = [returned.reasonKind === '' ? '' : term('returnReason', returned.reasonKind), returned.note].filter((part) => part !== '');
    session.print(null, [`退回理由：${why.join('：')}`]);
  }
  await issueAndWrite(session, { request: { ...request, compiledOn }, gapReason: reason, replacesId: old.id }, formats, folder);
}

/** What can be said of a step; `blank` for one that is entered, not corrected. */
export function withParticulars(command: Command, blank: boolean): Command {
  const none = blank ? [''] : [];
  return command
    .option('--note <备注>', '备注；退回、作废时写理由', ...none)
    .option('--authority <单位>', '接收单位', ...none)
    .option('--received-by <姓名>', '接收人', ...none)
    .option('--receipt-no <编号>', '回执编号', ...none)
    .option('--kind <原因>', `退回原因：${Object.values(terms.returnReason).join('、')}`, ...none);
}

/** `filings` and `filing advance|correct|reissue` */
export function addFilings(program: Command, within: Within): void {
  program.command('filings').description('已出件一览').action(within(listFilings));
  const filing = program.command('filing').description('已出的报送件：登记进度、更正、换版');
  withParticulars(
    filing
      .command('advance')
      .description('登记进度，多件一次登记')
      .argument('<编号...>', '如 F07-2026-001')
      .requiredOption('--state <状态>', stateWords.join('、'))
      .requiredOption('--on <日期>', '发生日期', dateOption),
    true,
  ).action(within(advance));
  withParticulars(
    filing
      .command('correct')
      .description('更正登记错的日期、备注；原来的登记照样留存')
      .argument('<编号>', '如 F07-2026-001')
      .requiredOption('--state <状态>', '更正哪一步')
      .requiredOption('--reason <理由>', '为什么更正')
      .option('--on <日期>', '正确的日期', dateOption),
    false,
  ).action(within(correct));
  filing
    .command('reissue')
    .description('换版：按原来填写的内容重新出件，代替旧件')
    .argument('<编号>', '如 F07-2026-001')
    .requiredOption('--compiled-on <日期>', '编制日期', dateOption)
    .requiredOption('--out <目录>', '写到哪个文件夹')
    .option('--format <格式>', 'xlsx、docx、pdf，可用逗号隔开多个')
    .option('--reason <理由>', '带缺项出件的理由', '')
    .action(within(reissue));
}
