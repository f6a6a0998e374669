import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { departmentCandidates } from '../../../electron/intake/departments';
import { postCandidates } from '../../../electron/intake/posts';
import { readFiles, takePeople, takeRisks, takeRows } from '../../../electron/intake/intake';
import { importTemplate } from '../../../electron/intake/template';
import { scales } from '../../support/riskLines';

async function fill(
  bytes: Uint8Array,
  sheetName: string,
  values: Record<string, ExcelJS.CellValue>,
): Promise<{ workbook: ExcelJS.Workbook; bytes: Uint8Array }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as never);
  const sheet = workbook.getWorksheet(sheetName)!;
  const titles = (sheet.getRow(1).values as string[]).slice(1);
  for (const [title, value] of Object.entries(values))
    sheet.getCell(3, titles.findIndex((text) => text.startsWith(title)) + 1).value = value;
  return { workbook, bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) };
}

it('the risk template offers choices, and every column comes back as its field', async () => {
  const departments = Array.from({ length: 40 }, (_, index) => `第${index + 1}机械加工车间`);
  const { workbook, bytes } = await fill(await importTemplate('risk', { departments }), '风险清单', {
    编号: 'FX-1',
    风险点: '行车',
    类型: '设备设施',
    危险源: '断丝',
    L: 3,
    E: 6,
    C: 15,
    管控层级: '车间级',
    责任单位: '第3机械加工车间',
    评价日期: new Date('2026-03-05T00:00:00Z'),
    工程技术: '更换',
  });
  const sheet = workbook.getWorksheet('风险清单')!;
  expect(sheet.getCell('D5').dataValidation).toMatchObject({ type: 'list', formulae: ['"设备设施,作业活动,场所部位,区域"'] });
  expect(sheet.getCell('F5').dataValidation.formulae).toEqual(['选项!$A$2:$A$41']);
  expect(workbook.getWorksheet('选项')!.state).toBe('hidden');
  const taken = await takeRisks([{ name: '模板.xlsx', bytes }], { scales });
  expect(taken.failures).toEqual([]);
  expect(taken.files[0]!.surveys.map(({ sheet: name, kind }) => [name, kind])).toEqual([
    ['风险清单', 'table'],
    ['填写说明', 'notes'],
    ['选项', 'notes'],
  ]);
  expect(taken.files[0]!.surveys[0]!.columns.filter(({ field, confidence }) => field === null || confidence < 0.9)).toEqual([]);
  expect(taken.files[0]!.skipped).toEqual({ 风险清单: [{ sheetRow: 2, why: 'example' }] });
  expect(taken.candidates).toHaveLength(1);
  expect(taken.candidates[0]).toMatchObject({
    risk: {
      riskNo: 'FX-1',
      riskPoint: '行车',
      kind: 'equipment',
      hazardSource: '断丝',
      controlLevel: 'workshop',
      department: '第3机械加工车间',
      assessedOn: '2026-03-05',
      engineering: '更换',
    },
    graded: { level: 'considerable' },
    notes: [],
  });
});

it('the template of people too', async () => {
  const { bytes } = await fill(await importTemplate('person'), '人员名单', {
    姓名: '张三',
    身份证号: '11010519491231002X',
    部门: '设备部',
    入职日期: new Date('2020-07-01T00:00:00Z'),
    有效期至: '2028.4.30',
  });
  const taken = await takePeople([{ name: '模板.xlsx', bytes }]);
  expect(taken.files[0]!.surveys[0]!.columns.filter(({ field, confidence }) => field === null || confidence < 0.9)).toEqual([]);
  expect(taken.candidates).toHaveLength(1);
  expect(taken.candidates[0]).toMatchObject({
    person: { name: '张三', sex: 'female', department: '设备部', enteredOn: '2020-07-01', certificateExpiresOn: '2028-04-30' },
    notes: [],
  });
});

it('the template of departments too', async () => {
  const { workbook, bytes } = await fill(await importTemplate('department', { departments: ['生产部'] }), '部门名单', {
    部门名称: '一车间',
    上级部门: '公司/生产部',
    部门类别: '车间',
    启用日期: new Date('2024-03-01T00:00:00Z'),
  });
  expect(workbook.getWorksheet('部门名单')!.getCell('D5').dataValidation).toMatchObject({ formulae: ['"公司,部门,车间,班组"'] });
  const { taken, sheets } = takeRows(await readFiles([{ name: '模板.xlsx', bytes }]), 'department', {});
  expect(taken.files[0]!.surveys[0]!.columns.filter(({ field, confidence }) => field === null || confidence < 0.9)).toEqual([]);
  expect(departmentCandidates(sheets).candidates).toMatchObject([
    { name: '一车间', above: ['公司', '生产部'], kind: 'workshop', validFrom: '2024-03-01', notes: [] },
  ]);
});

it('the template of posts too', async () => {
  const { workbook, bytes } = await fill(await importTemplate('post', { departments: ['焊接车间'] }), '岗位名单', {
    岗位名称: '焊工',
    所属部门: '生产部/焊接车间',
    岗位层级: '员工',
    接触职业病危害因素: '噪声、电焊烟尘',
    特种作业: '是',
    公司领导: '否',
    启用日期: new Date('2024-03-01T00:00:00Z'),
  });
  expect(workbook.getWorksheet('岗位名单')!.getCell('G5').dataValidation).toMatchObject({ formulae: ['"是,否"'] });
  const { taken, sheets } = takeRows(await readFiles([{ name: '模板.xlsx', bytes }]), 'post', {});
  expect(taken.files[0]!.surveys[0]!.columns.filter(({ field, confidence }) => field === null || confidence < 0.9)).toEqual([]);
  expect(postCandidates(sheets).candidates).toMatchObject([
    {
      post: {
        name: '焊工',
        department: '焊接车间',
        above: ['生产部'],
        level: 'worker',
        isHazardExposed: true,
        isSpecialOperation: true,
        isLeader: false,
        validFrom: '2024-03-01',
      },
      notes: [{ key: 'yesByWords', value: '噪声、电焊烟尘' }],
    },
  ]);
});

it('the risk template has the assessment without measures at its end', async () => {
  const { bytes } = await fill(await importTemplate('risk'), '风险清单', {
    危险源: '断丝',
    风险点: '行车',
    风险等级: '一般',
    固有风险等级: '重大',
  });
  const taken = await takeRisks([{ name: '模板.xlsx', bytes }], { scales });
  expect(taken.files[0]!.surveys[0]!.columns.slice(-6).map(({ field }) => field)).toEqual([
    'inherentL',
    'inherentE',
    'inherentC',
    'inherentS',
    'inherentScore',
    'inherentLevel',
  ]);
  expect(taken.candidates[0]).toMatchObject({ graded: { level: 'general' }, inherentLevel: 'major' });
});
