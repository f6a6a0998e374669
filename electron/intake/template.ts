import type { Cell as WrittenCell, CellValue, DataValidation, WriteSheet } from 'hucre';
import { terms } from '../../db/domain/term';
import { lecValues, lsValues } from '../../db/domain/risk/scale';
import type { DepartmentField, IntakeSubject, PersonField, PostField, RiskField } from './fields';
import { writeWorkbook } from './writeWorkbook';
import { columnLetter } from './sheet';

/** Names of the workspace that the drop-downs offer. */
export interface TemplateNames {
  departments?: readonly string[];
  owners?: readonly string[];
  posts?: readonly string[];
  riskPoints?: readonly string[];
  checkCycles?: readonly string[];
}

interface TemplateColumn {
  title: string;
  width: number;
  example: CellValue;
  /** What to write, for the notes sheet and the input hint. */
  hint: string;
  choices?: readonly (string | number)[];
  /** Other words than the choices are taken too. */
  open?: boolean;
  date?: boolean;
}

/** Rows below the head that have drop-downs. */
const preparedRows = 2000;
const exampleMark = '示例';

/** An empty workbook to fill in: drop-downs, one example row that is never taken in, a sheet of notes. */
export async function importTemplate(subject: IntakeSubject, names: TemplateNames = {}): Promise<Uint8Array> {
  const columns = columnsOf[subject](names);
  const lists = columns.flatMap((column, at) =>
    column.choices !== undefined && column.choices.join(',').length > 200 ? [{ column, at }] : [],
  );
  const sheets: WriteSheet[] = [
    tableSheet(
      sheetNames[subject],
      columns,
      lists.map(({ at }) => at),
    ),
    notesSheet(subject, columns),
  ];
  if (lists.length > 0) sheets.push(listSheet(lists.map(({ column }) => column)));
  return writeWorkbook({ sheets, defaultFont: { name: '宋体', size: 11 } });
}

const likelihoods = [...new Set([...lecValues.l, ...lsValues])].sort((a, b) => b - a);

const choice = (list: readonly string[] | undefined): Pick<TemplateColumn, 'choices' | 'open'> =>
  list === undefined || list.length === 0 ? {} : { choices: list, open: true };

function riskColumns(names: TemplateNames): TemplateColumn[] {
  const title = (field: Exclude<RiskField, 'no'>): string => terms.field[field];
  return [
    { title: '序号', width: 7, example: exampleMark, hint: '可不填。写“示例”的行不会导入。' },
    { title: title('riskNo'), width: 12, example: 'FX-001', hint: '本单位已有编号就照写，没有可不填。' },
    {
      title: title('riskPoint'),
      width: 18,
      example: '砂轮切割区',
      hint: '设备、作业活动、场所或区域的名称。',
      ...choice(names.riskPoints),
    },
    {
      title: title('kind'),
      width: 12,
      example: terms.riskPointKind.equipment,
      hint: '风险点属于哪一类。',
      choices: Object.values(terms.riskPointKind),
    },
    { title: title('location'), width: 16, example: '一号厂房东侧', hint: '所在位置。' },
    { title: title('department'), width: 16, example: '机加工车间', hint: '负责管控的部门。', ...choice(names.departments) },
    { title: title('step'), width: 20, example: '更换砂轮片', hint: '作业步骤，或检查的部位、项目。' },
    {
      title: `${title('hazardSource')}*`,
      width: 34,
      example: '砂轮片有裂纹未检查，旋转中碎裂飞出',
      hint: '必填。可能造成伤害的根源、状态或行为。',
    },
    { title: title('factorCode'), width: 12, example: null, hint: 'GB/T 13861 的代码，知道就写。' },
    { title: title('accidentTypes'), width: 18, example: '物体打击、机械伤害', hint: 'GB 6441 的名称，几种之间用顿号。' },
    { title: title('consequence'), width: 20, example: '人员受伤', hint: '可能造成的后果。' },
    {
      title: title('method'),
      width: 10,
      example: terms.riskMethod.lec,
      hint: 'LEC、LS 或直接判定；不填时按填了哪些分值判断。',
      choices: Object.values(terms.riskMethod),
    },
    {
      title: 'L（可能性）',
      width: 13,
      example: 3,
      hint: 'LEC：10、6、3、1、0.5、0.2、0.1；LS：1—5。',
      choices: likelihoods,
    },
    { title: 'E（暴露频繁程度）', width: 13, example: 6, hint: '只用于 LEC：10、6、3、2、1、0.5。', choices: lecValues.e },
    { title: 'C（后果）', width: 13, example: 7, hint: '只用于 LEC：100、40、15、7、3、1。', choices: lecValues.c },
    { title: 'S（严重性）', width: 13, example: null, hint: '只用于 LS：1—5。', choices: lsValues },
    {
      title: title('level'),
      width: 10,
      example: terms.riskLevel.general,
      hint: '有分值时由分值算出；没有分值时必填。',
      choices: Object.values(terms.riskLevel),
    },
    { title: title('directReason'), width: 18, example: null, hint: '直接判定时写理由。' },
    { title: title('engineering'), width: 24, example: '设置防护罩和挡屑板', hint: '现有的工程技术措施。' },
    { title: title('administrative'), width: 24, example: '执行砂轮机操作规程，班前点检', hint: '现有的管理措施。' },
    { title: title('training'), width: 20, example: '砂轮机操作培训', hint: '现有的培训教育措施。' },
    { title: title('ppe'), width: 18, example: '防护眼镜、防护手套', hint: '现有的个体防护措施。' },
    { title: title('emergency'), width: 22, example: '切断电源，包扎送医', hint: '现有的应急处置措施。' },
    { title: title('measures'), width: 24, example: null, hint: '措施没有分类时整体写在这里。' },
    { title: title('proposed'), width: 20, example: null, hint: '分析时建议新增、还没有的措施。' },
    { title: title('monitoring'), width: 20, example: null, hint: '重大风险填写：用什么监测、达到什么值报警。' },
    { title: title('impactScope'), width: 18, example: null, hint: '重大风险填写：事故可能波及的范围和人数。' },
    { title: title('leaderText'), width: 12, example: null, hint: '重大风险填写：公司级责任领导的姓名。' },
    {
      title: title('controlLevel'),
      width: 10,
      example: terms.controlLevel.team,
      hint: '由哪一级负责管控。',
      choices: Object.values(terms.controlLevel),
    },
    { title: title('owner'), width: 12, example: '车间主任', hint: '姓名或岗位，可写多个。', ...choice(names.owners) },
    { title: title('phone'), width: 14, example: null, hint: '责任人的电话。' },
    {
      title: title('checkCycle'),
      width: 12,
      example: '每周',
      hint: '多久检查一次。',
      ...choice(names.checkCycles ?? ['每班', '每日', '每周', '每月', '每季度', '每半年', '每年']),
    },
    { title: title('assessedOn'), width: 13, example: new Date(Date.UTC(2026, 0, 15)), hint: '评价那一天。', date: true },
    { title: title('remark'), width: 20, example: null, hint: '其他要说明的。' },
    {
      title: title('inherentL'),
      width: 13,
      example: null,
      hint: '固有风险：没有采取措施时的评价，可不填。取值与 L 相同。',
      choices: likelihoods,
    },
    { title: title('inherentE'), width: 13, example: null, hint: '只用于 LEC。', choices: lecValues.e },
    { title: title('inherentC'), width: 13, example: null, hint: '只用于 LEC。', choices: lecValues.c },
    { title: title('inherentS'), width: 13, example: null, hint: '只用于 LS。', choices: lsValues },
    { title: title('inherentScore'), width: 13, example: null, hint: '有分值时由分值算出，可不填。' },
    { title: title('inherentLevel'), width: 13, example: null, hint: '没有分值时写等级。', choices: Object.values(terms.riskLevel) },
  ];
}

function personColumns(names: TemplateNames): TemplateColumn[] {
  const title = (field: Extract<PersonField, keyof typeof terms.field>): string => terms.field[field];
  return [
    { title: '序号', width: 7, example: exampleMark, hint: '可不填。写“示例”的行不会导入。' },
    { title: `${title('name')}*`, width: 12, example: '张三', hint: '必填。' },
    { title: title('sex'), width: 8, example: '男', hint: '身份证号填了可不填。', choices: ['男', '女'] },
    { title: title('idNumber'), width: 22, example: null, hint: '18 位。请先把列设为文本格式，否则末三位会变成 0。' },
    { title: title('phone'), width: 14, example: null, hint: '手机号码。' },
    { title: '部门', width: 16, example: '机加工车间', hint: '所在部门，没有的会建议新建。', ...choice(names.departments) },
    { title: title('post'), width: 14, example: '车工', hint: '岗位或工种。', ...choice(names.posts) },
    {
      title: title('employment'),
      width: 10,
      example: terms.employment.formal,
      hint: '不填按正式。',
      choices: Object.values(terms.employment),
    },
    { title: title('employeeNo'), width: 10, example: null, hint: '同名的人凭它分开，可不填。' },
    { title: title('employer'), width: 20, example: null, hint: '派遣单位、承包单位；本单位的不填。' },
    { title: title('enteredOn'), width: 13, example: new Date(Date.UTC(2020, 6, 1)), hint: '入职那一天。', date: true },
    { title: title('leftOn'), width: 13, example: null, hint: '已离职的写离职那一天。', date: true },
    {
      title: title('education'),
      width: 10,
      example: '高中',
      hint: '',
      choices: ['初中', '高中', '中专', '大专', '本科', '研究生'],
      open: true,
    },
    { title: '证书类别', width: 18, example: '低压电工作业', hint: '一人多证时，每证写一行。' },
    { title: '证书编号', width: 22, example: null, hint: '' },
    { title: '发证日期', width: 13, example: null, hint: '初领那一天。', date: true },
    { title: '有效期至', width: 13, example: null, hint: '有效期的最后一天。', date: true },
    { title: title('remark'), width: 20, example: null, hint: '' },
  ];
}

function departmentColumns(names: TemplateNames): TemplateColumn[] {
  const title = (field: Exclude<DepartmentField, 'no'>): string => terms.field[field];
  return [
    { title: '序号', width: 7, example: exampleMark, hint: '可不填。写“示例”的行不会导入。' },
    { title: `${title('departmentName')}*`, width: 22, example: '一车间', hint: '必填。同一天不能有两个部门同名。' },
    {
      title: title('parent'),
      width: 22,
      example: '生产部',
      hint: '没有上级的空着。表里或本单位已有的名称，先后不限；也可写成“公司/生产部”。',
      ...choice(names.departments),
    },
    {
      title: title('departmentKind'),
      width: 12,
      example: terms.departmentKind.workshop,
      hint: '不填按名称判断。',
      choices: Object.values(terms.departmentKind),
    },
    { title: title('validFrom'), width: 13, example: null, hint: '不填按本单位的启用日期。', date: true },
  ];
}

const yesNo = ['是', '否'] as const;
function postColumns(names: TemplateNames): TemplateColumn[] {
  const title = (field: Exclude<PostField, 'no'>): string => terms.field[field];
  return [
    { title: '序号', width: 7, example: exampleMark, hint: '可不填。写“示例”的行不会导入。' },
    { title: `${title('postName')}*`, width: 20, example: '焊工', hint: '必填。几处都有的各写一行。', ...choice(names.posts) },
    {
      title: title('postDepartment'),
      width: 26,
      example: '生产部/焊接车间',
      hint: '各部门通用的写“不限部门”。没有的部门会建议新建，可带上级，写成“生产部/焊接车间”。',
      ...choice(names.departments),
    },
    {
      title: title('postLevel'),
      width: 14,
      example: terms.postLevel.worker,
      hint: '责任清单、责任书、考核按它分层。',
      choices: Object.values(terms.postLevel),
    },
    {
      title: title('isHazardExposed'),
      width: 14,
      example: '是',
      hint: '接触粉尘、噪声、毒物等的写“是”，也可写出因素名称。',
      choices: yesNo,
      open: true,
    },
    {
      title: title('isSpecialOperation'),
      width: 12,
      example: '是',
      hint: '特种作业目录内、须持证上岗的写“是”。',
      choices: yesNo,
      open: true,
    },
    { title: title('isCompanyLeader'), width: 12, example: '否', hint: '总经理、安全总监等公司领导写“是”。', choices: yesNo },
    { title: title('validFrom'), width: 13, example: null, hint: '不填按本单位的启用日期。', date: true },
  ];
}

const columnsOf: Record<IntakeSubject, (names: TemplateNames) => TemplateColumn[]> = {
  risk: riskColumns,
  person: personColumns,
  department: departmentColumns,
  post: postColumns,
};
const sheetNames: Record<IntakeSubject, string> = { risk: '风险清单', person: '人员名单', department: '部门名单', post: '岗位名单' };
/** What the notes begin with. */
const firstNotes: Record<IntakeSubject, readonly string[]> = {
  risk: ['必填的只有两项：危险源，以及评价依据（L、E、C，或 L、S，或风险等级）。', '其余空着也能导入，记为“待补”，以后再填。'],
  person: ['必填的只有姓名。', '一人有几个证书时写几行，按身份证号或姓名认作同一人。'],
  department: ['必填的只有部门名称。', '自己的表用“一级部门、二级部门……”分列，或者用缩进表示上下级，也能认出来。'],
  post: ['必填的只有岗位名称。', '部门、车间、班组分列的表也能认出来；空着的格不改动已有岗位的内容。'],
};

const border = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const thin = { top: border, bottom: border, left: border, right: border };

function tableSheet(name: string, columns: readonly TemplateColumn[], listed: readonly number[]): WriteSheet {
  const cells = new Map<string, Partial<WrittenCell>>();
  for (const [at, column] of columns.entries()) {
    const head = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDEBF7' } } } as const;
    cells.set(`0,${at}`, { style: { ...head, border: thin, alignment: { horizontal: 'center', vertical: 'center', wrapText: true } } });
    const numFmt = column.date ? { numFmt: 'yyyy-mm-dd' } : {};
    cells.set(`1,${at}`, {
      style: { ...numFmt, font: { italic: true, color: { rgb: '7F7F7F' } }, border: thin, alignment: { vertical: 'top', wrapText: true } },
    });
  }
  return {
    name,
    cells,
    rows: [columns.map(({ title }) => title), columns.map(({ example }) => example)],
    // ID numbers and telephones must not become numbers.
    columns: columns.map(({ width, date, title }) => ({
      width,
      ...(date && { numFmt: 'yyyy-mm-dd' }),
      ...(/身份证|电话|编号/.test(title) && { numFmt: '@' }),
    })),
    freezePane: { rows: 1 },
    dataValidations: columns.flatMap((column, at) => validation(column, at, listed.indexOf(at))),
    rowDefs: new Map([[0, { height: 32 }]]),
    pageSetup: { paperSize: 'a3', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
  };
}

function validation({ choices, open, title, hint }: TemplateColumn, at: number, list: number): DataValidation[] {
  if (choices === undefined) return [];
  const letter = columnLetter(at);
  const source =
    list < 0 ? { values: choices.map(String) } : { formula1: `选项!$${columnLetter(list)}$2:$${columnLetter(list)}$${choices.length + 1}` };
  return [
    {
      type: 'list',
      range: `${letter}2:${letter}${preparedRows}`,
      allowBlank: true,
      ...source,
      showErrorMessage: !open,
      errorStyle: 'warning',
      errorTitle: title.slice(0, 30),
      errorMessage: '不在选项里，请核对。',
      ...(hint !== '' && { showInputMessage: true, inputTitle: title.slice(0, 30), inputMessage: hint }),
    },
  ];
}

function notesSheet(subject: IntakeSubject, columns: readonly TemplateColumn[]): WriteSheet {
  const first = firstNotes[subject];
  const general = [
    '列的次序可以换，不用的列可以删；自己原有的表不必改成这个样子，导入时会对照列名。',
    '“同上”和竖向合并的单元格按上一行取值。',
  ];
  const rows: CellValue[][] = [['填写说明'], ...[...first, ...general].map((line) => [line]), [], ['列', '怎样填', '可选的值']];
  for (const { title, hint, choices } of columns) rows.push([title, hint, (choices ?? []).slice(0, 12).join('、')]);
  const bold = { style: { font: { bold: true } } };
  return {
    name: '填写说明',
    rows,
    columns: [{ width: 24 }, { width: 60 }, { width: 50 }],
    cells: new Map([
      ['0,0', bold],
      [`${first.length + general.length + 2},0`, bold],
    ]),
  };
}

function listSheet(columns: readonly TemplateColumn[]): WriteSheet {
  const length = Math.max(...columns.map(({ choices }) => choices!.length));
  const rows: CellValue[][] = [columns.map(({ title }) => title)];
  for (let row = 0; row < length; row += 1) rows.push(columns.map(({ choices }) => choices![row] ?? null));
  return { name: '选项', rows, hidden: true };
}
