import type { Command } from 'commander';
import { filingCodes, type FilingCode, type FilingFormat } from '../../db/domain/filing/filing';
import { paperOf } from '../filing/papers';
import type { FilingRequest } from '../filing/request';
import { findingText } from '../workspace/wording';
import { analysisNamed, fileAnalysis } from './analysis';
import { withFigures } from './figures';
import { filingNumbered, formatsFor } from './findFiling';
import { formNamed } from './form';
import { fileLetters } from './pledge';
import { requireApt, withFileOptions, type FileOptions } from './paperOptions';
import { requestOf } from './request';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

/** What people call some papers, beside their codes. */
const shortNames: Partial<Record<FilingCode, string>> = {
  signoff: '会签单',
  F31: '责任清单',
  F33: '告知卡',
  F34: '月度全面检查记录',
  F35: '人员配备情况表',
  F36: '年度报告',
  F37: '任免告知',
  F40: '报送函',
  F41: '签收回执',
  map: '四色图',
  board: '公告栏',
};

/** Issues one paper and writes it in the formats asked for; `--draft` writes a 送审稿 and issues nothing. */
async function filePaper(session: TerminalSession, wanted: string, options: FileOptions): Promise<void> {
  const analysis = analysisNamed(wanted);
  const code = filingCodes.find((known) => known.toLowerCase() === wanted.toLowerCase() || shortNames[known] === wanted);
  const isLetters = wanted.toUpperCase() === 'F32' || wanted === '责任书';
  if (analysis === undefined && code === undefined && !isLetters)
    throw new UsageFault(
      `能出的报送件：${filingCodes.map((known) => `${known} ${paperOf[known].title}`).join('、')}、F32 责任书、JHA、SCL 分析记录表`,
    );
  requireApt(isLetters ? 'F32' : (analysis ?? code!), options);
  if (isLetters) return fileLetters(session, options);
  if (code === undefined) return fileAnalysis(session, analysis!, options);
  const form = options.form === undefined ? undefined : await formNamed(session, options.form, code);
  const formats = form !== undefined && options.format === undefined ? [] : formatsFor(code, options.format);
  const request = await withFigures(session, await requestOf(session, code, options), options);
  const folder = await session.prepareFor(formats, options.out);
  if (options.draft) {
    const files = [];
    for (const format of formats) files.push((await session.call('filing.renderDraft', { request, format, file: folder })).file);
    if (form !== undefined) files.push((await session.call('filing.renderFormDraft', { request, formId: form.id, file: folder })).file);
    session.print({ draft: true, files }, files.map(String));
    return;
  }
  const replacesId = options.replaces === undefined ? null : (await filingNumbered(session, options.replaces)).id;
  await issueAndWrite(session, { request, gapReason: options.reason, replacesId }, formats, folder, form?.id);
}

/** Issues a paper and writes it in its formats, and into an authority's form; one that cannot be filled is told before the paper gets its number. */
export async function issueAndWrite(
  session: TerminalSession,
  wanted: { request: FilingRequest; gapReason: string; replacesId: string | null },
  formats: readonly FilingFormat[],
  folder: string,
  formId?: string,
): Promise<void> {
  if (formId !== undefined) await session.call('filing.renderFormDraft', { request: wanted.request, formId, file: null });
  const { value } = await session.call('filing.issue', wanted);
  const files = [];
  for (const format of formats) files.push((await session.call('filing.render', { id: value.id, format, file: folder })).file);
  if (formId !== undefined) files.push((await session.call('filing.renderForm', { id: value.id, formId, file: folder })).file);
  const told = value.gaps.map(({ key, params, at }) =>
    findingText(session.t, { rule: 'gap', key: `gap.${key}`, field: at, ...(params ? { params } : {}) }),
  );
  session.print({ number: value.number, files, findings: told }, [
    `已出件 ${value.number}`,
    ...told.map((text) => `提示：${text}`),
    ...files.map(String),
  ]);
}

/** `file` */
export function addPapers(program: Command, within: Within): void {
  withFileOptions(
    program
      .command('file')
      .description(
        '出一件报送件：F07、F08、F09、F10、F31 责任清单、F32 责任书、F33 告知卡、F34 月度全面检查记录、F35 人员配备情况表、F36 年度报告、F37 任免告知、F40 报送函、F41 签收回执、signoff 会签单、map 四色图、board 公告栏，或分析记录表：JHA、SCL',
      )
      .argument('<代号>', 'F07、F08、F09、F10、F31、F32、F33、F34、F35、F36、F37、F40、F41、signoff、map、board、JHA、SCL'),
  ).action(within(filePaper));
}
