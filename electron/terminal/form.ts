import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { ZodType } from 'zod';
import { formCodes, type FormCode } from '../../db/domain/form/form';
import type { FormListed } from '../../db/query/authorityForm';
import { term } from '../../db/domain/term';
import { fieldsOf, fieldTitle } from '../form/fields';
import { refuses, type Finding } from '../../db/domain/rule';
import { asFinding } from '../form/finding';
import { findingText } from '../workspace/wording';
import { authorityNamed } from './authority';
import { asDocxFile, docxMappingFile, fromDocxFile, type DocxMappingFile } from './formDocx';
import { asFile, fromFile, mappingFile, type MappingFile } from './formMapping';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

const codeOf = (wanted: string): FormCode => {
  const code = formCodes.find((known) => known === wanted.toUpperCase());
  if (code === undefined) throw new UsageFault(`表样只能给 ${formCodes.join('、')} 用`);
  return code;
};

/** The form in use of a name; the authority tells two of one name apart. */
export async function formNamed(session: TerminalSession, wanted: string, code?: string): Promise<FormListed> {
  const [name, authority] = wanted.split('@');
  const found = (await session.call('form.list', {})).filter(
    (form) =>
      form.validTo === null &&
      (form.name === name || form.id === wanted) &&
      (code === undefined || form.code === code) &&
      (authority === undefined || form.authority === authority),
  );
  const [form] = found;
  if (form === undefined) throw new UsageFault(`没有在用的表样“${wanted}”${code === undefined ? '' : `（${code}）`}，有哪些见 form show`);
  if (found.length > 1) throw new UsageFault(`有 ${found.length} 份表样叫“${name}”，请写成 名称@接收单位`);
  return form;
}

const findingLines = (session: TerminalSession, findings: readonly Finding[]): string[] =>
  findings.map((finding) => `${refuses(finding) ? '' : '提示：'}${findingText(session.t, finding)}`);

interface ReadForm {
  form: Pick<FormListed, 'id' | 'name' | 'code' | 'version'> & { file: string };
  /** As it is written to a file. */
  mapping: MappingFile | DocxMappingFile;
  findings: Finding[];
  recognised: string;
}

/** A form of either kind with its mapping. */
async function readForm(session: TerminalSession, { id, kind }: Pick<FormListed, 'id' | 'kind'>): Promise<ReadForm> {
  if (kind === 'docx') {
    const { form, mapping, blanks, findings } = await session.call('form.readDocx', { id });
    const recognised = `${mapping.places.length} 处（共 ${blanks.length} 处空位）、${mapping.rows.length} 行每条一行`;
    return { form, mapping: asDocxFile(mapping, blanks), findings, recognised };
  }
  const { form, mapping, findings } = await session.call('form.read', { id });
  const columns = mapping.tables.reduce((sum, table) => sum + table.columns.length, 0);
  return { form, mapping: asFile(mapping), findings: findings.map(asFinding), recognised: `${columns} 列、${mapping.cells.length} 处` };
}

async function addForm(
  session: TerminalSession,
  file: string,
  { name, code, authority, replace }: { name?: string; code: string; authority?: string; replace?: string },
): Promise<void> {
  const former = replace === undefined ? undefined : await formNamed(session, replace);
  const { value } = await session.call('form.take', {
    file: path.resolve(file),
    code: codeOf(former?.code ?? code),
    name: name ?? '',
    authorityId: authority === undefined ? null : (await authorityNamed(session, authority)).id,
  });
  if (former !== undefined) await session.call('form.succeed', { id: value.id!, replacesId: former.id });
  const listed = (await session.call('form.list', {})).find(({ id }) => id === value.id)!;
  const { form, mapping, findings, recognised } = await readForm(session, listed);
  const told = findingLines(session, findings);
  session.print({ name: form.name, code: form.code, version: form.version, like: value.like?.name ?? null, mapping, findings: told }, [
    `已加入表样“${form.name}”（${form.code}），认出 ${recognised}`,
    ...(value.like && former === undefined ? [`和“${value.like.name}”相像；如是它的新版，请用 --replace ${value.like.name} 重新加入`] : []),
    ...told,
  ]);
}

async function showForms(session: TerminalSession, wanted: string | undefined): Promise<void> {
  if (wanted !== undefined) {
    const { form, mapping: file, findings } = await readForm(session, await formNamed(session, wanted));
    session.print(
      {
        name: form.name,
        code: form.code,
        version: form.version,
        file: form.file,
        mapping: file,
        findings: findingLines(session, findings),
      },
      [
        `${form.name}\t${form.code}\t第 ${form.version} 版\t${form.file}`,
        JSON.stringify(file, null, 2),
        ...findingLines(session, findings),
      ],
    );
    return;
  }
  const forms = await session.call('form.list', {});
  session.print(
    {
      total: forms.length,
      rows: forms.map(({ name, code, kind, version, authority, checkedOn, validTo, filled }) => ({
        name,
        code,
        kind: term('formKind', kind),
        version,
        authority,
        checkedOn,
        validTo,
        filled,
      })),
    },
    forms.length === 0
      ? ['还没有表样，用 form add 加入']
      : forms.map(({ name, code, version, authority, validTo, filled }) =>
          [name, code, authority ?? '各接收单位', `第 ${version} 版`, validTo === null ? `填过 ${filled} 次` : `${validTo} 停用`].join(
            '\t',
          ),
        ),
  );
}

async function mapForm(
  session: TerminalSession,
  wanted: string,
  { mapping: file, code }: { mapping?: string; code?: string },
): Promise<void> {
  const listed = await formNamed(session, wanted);
  if (listed.kind === 'docx') return mapDocument(session, listed, file, code);
  const { form, sheets } = await session.call('form.read', { id: listed.id });
  const used = code === undefined ? form.code : codeOf(code);
  const mapping =
    file === undefined
      ? await session.call('form.propose', { id: form.id, code: used })
      : await fromFile(used, fileOf(file, mappingFile), sheets, (sheet, top, bottom) =>
          session.call('form.table', { id: form.id, code: used, sheet, top, bottom }),
        );
  const { findings } = await session.call('form.preview', { id: form.id, code: used, mapping });
  await session.call('form.save', {
    id: form.id,
    revision: form.revision,
    draft: { name: form.name, code: used, authorityId: form.authorityId },
    mapping,
  });
  const told = findingLines(session, findings.map(asFinding));
  session.print({ name: form.name, mapping: asFile(mapping), findings: told }, [`已保存“${form.name}”的映射`, ...told]);
}

async function mapDocument(
  session: TerminalSession,
  { id }: FormListed,
  file: string | undefined,
  code: string | undefined,
): Promise<void> {
  const { form, blanks, parts } = await session.call('form.readDocx', { id });
  const used = code === undefined ? form.code : codeOf(code);
  const mapping =
    file === undefined
      ? await session.call('form.proposeDocx', { id, code: used })
      : fromDocxFile(used, fileOf(file, docxMappingFile), blanks, parts);
  const { findings } = await session.call('form.previewDocx', { id, code: used, mapping });
  const draft = { name: form.name, code: used, authorityId: form.authorityId };
  await session.call('form.save', { id, revision: form.revision, draft, mapping });
  const told = findingLines(session, findings);
  session.print({ name: form.name, mapping: asDocxFile(mapping, blanks), findings: told }, [`已保存“${form.name}”的映射`, ...told]);
}

function fileOf<Shape>(file: string, shape: ZodType<Shape>): Shape {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(path.resolve(file), 'utf8')));
    if (parsed.success) return parsed.data;
    const at = parsed.error.issues[0]!.path.map(String).join(' › ');
    throw new UsageFault(`映射文件“${at || '整个文件'}”处写得不对。样子见 form show 名称 --json 里的 mapping`);
  } catch (cause) {
    if (cause instanceof UsageFault) throw cause;
    throw new UsageFault(cause instanceof SyntaxError ? `“${file}”不是 JSON：${cause.message}` : `读不了映射文件“${file}”`);
  }
}

async function checkForms(session: TerminalSession, wanted: string): Promise<number> {
  const { findings, records } = await checked(session, await formNamed(session, wanted));
  const isBroken = findings.some(refuses);
  const told = findingLines(session, findings);
  session.print({ name: wanted, usable: !isBroken, records, findings: told }, [
    isBroken ? `“${wanted}”现在填不进去` : `“${wanted}”可以填`,
    ...told,
  ]);
  return isBroken ? 1 : 0;
}

async function checked(session: TerminalSession, { id, code, kind }: FormListed): Promise<{ findings: Finding[]; records: number }> {
  if (kind === 'docx') {
    const { mapping } = await session.call('form.readDocx', { id });
    return session.call('form.previewDocx', { id, code: codeOf(code), mapping });
  }
  const { mapping } = await session.call('form.read', { id });
  const { findings, records } = await session.call('form.preview', { id, code: codeOf(code), mapping });
  return { findings: findings.map(asFinding), records };
}

async function fillForms(session: TerminalSession, wanted: string, { number, out }: { number: string; out: string }): Promise<void> {
  const form = await formNamed(session, wanted);
  const folder = await session.prepareFor([form.kind], out);
  const filing = (await session.call('filing.list', { code: form.code })).find((known) => known.number === number);
  if (filing === undefined) throw new UsageFault(`没有 ${form.code} 报送件“${number}”，编号见 filings`);
  const done = await session.call('filing.renderForm', { id: filing.id, formId: form.id, file: folder });
  session.print({ number, form: form.name, file: done.file }, [String(done.file)]);
}

function showFields(session: TerminalSession, wanted: string): void {
  const code = codeOf(wanted);
  const { head, lists } = fieldsOf(code);
  const parts = [
    { name: '整件', fields: head.map(({ key }) => fieldTitle(key)) },
    ...lists.map(({ list, fields }) => ({ name: term('formList', list), fields: fields.map(({ key }) => fieldTitle(key)) })),
  ];
  session.print(
    { code, parts },
    parts.flatMap(({ name, fields }) => [`${name}：`, `  ${fields.map((field) => `{${field}}`).join(' ')}`]),
  );
}

/** `form add`, `form show`, `form map`, `form check`, `form fill`, `form fields` */
export function addForms(program: Command, within: Within): void {
  const form = program.command('form').description('接收单位的表样');
  form
    .command('add')
    .description('加入一份 xlsx 或 docx 表样，按表头和标签认出各处写什么')
    .argument('<文件>', 'xlsx 或 docx 表样')
    .option('--code <代号>', `给哪种报送件用：${formCodes.join('、')}`, 'F07')
    .option('--name <名称>', '叫什么，不写时取文件名')
    .option('--authority <接收单位>', '哪个接收单位的，不写时各单位通用')
    .option('--replace <名称>', '是这份表样的新版，旧版随即停用')
    .action(within(addForm));
  form
    .command('show')
    .description('表样一览；写名称时列出它的映射')
    .argument('[名称]', '表样名称，重名时写 名称@接收单位')
    .action(within(showForms));
  form
    .command('map')
    .description('指定表样各处写什么')
    .argument('<名称>', '表样名称')
    .option('--mapping <文件>', '映射文件（JSON），不写时重新按表头和标签认')
    .option('--code <代号>', '改给哪种报送件用')
    .action(within(mapForm));
  form.command('check').description('看表样现在能不能填、哪里不对').argument('<名称>', '表样名称').action(within(checkForms));
  form
    .command('fill')
    .description('把已出的报送件填进表样')
    .argument('<名称>', '表样名称')
    .requiredOption('--number <编号>', '报送件编号，如 F07-2026-001')
    .requiredOption('--out <目录>', '写到哪个文件夹')
    .action(within(fillForms));
  form
    .command('fields')
    .description('一种报送件有哪些项可以写进表样')
    .argument('<代号>', formCodes.join('、'))
    .action(within(async (session, code: string) => showFields(session, code)));
}
