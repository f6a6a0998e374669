import { expect, it } from 'vitest';
import type { CellValue } from 'hucre';
import { takePeople, type TakenPeople } from '../../../electron/intake/intake';
import { departmentPath, personKey } from '../../../electron/intake/people';
import { csvBytes } from '../../support/csv';
import { plainXlsx } from '../../support/workbooks';

const take = async (rows: CellValue[][]): Promise<TakenPeople> => takePeople([{ name: '名单.xlsx', bytes: await plainXlsx(rows) }]);

it('people come with their department, post and certificate', async () => {
  const taken = await take([
    ['装配车间人员名单'],
    [
      '序号',
      '姓 名',
      '性别',
      '身份证号码',
      '联系电话',
      '岗位（工种）',
      '用工性质',
      '进厂时间',
      '文化程度',
      '特种作业类别',
      '证号',
      '发证日期',
      '有效期限',
    ],
    [
      1,
      '张 三',
      '男',
      '11010519491231001X',
      13800000000,
      '电工',
      '正式工',
      '2019.7.1',
      '高中',
      '低压电工作业',
      'T123',
      '2022/5/1',
      '2022.5.1-2028.4.30',
    ],
    [2, '李四', null, '11010519491231002X', null, '钳工', '劳务派遣', new Date('2020-03-01T00:00:00Z'), null, null, null, null, null],
    [3, null, '女', null, '139', '保洁', null, null, null, null, null, null, null],
  ]);
  expect(taken.candidates[0]!.person).toEqual({
    name: '张三',
    sex: 'male',
    idNumber: '11010519491231001X',
    phone: '13800000000',
    department: '装配车间',
    above: [],
    post: '电工',
    employment: 'formal',
    enteredOn: '2019-07-01',
    leftOn: null,
    education: '高中',
    employeeNo: '',
    employer: '',
    certificateKind: '低压电工作业',
    certificateNo: 'T123',
    certificateIssuedOn: '2022-05-01',
    certificateExpiresOn: '2028-04-30',
    remark: '',
  });
  expect(taken.candidates[0]!.notes.map(({ key }) => key)).toEqual(['idNumberInvalid', 'dateSpan']);
  expect(taken.candidates[1]).toMatchObject({
    person: { sex: 'female', employment: 'dispatched', enteredOn: '2020-03-01' },
    fromSheet: ['department'],
    matchKey: 'id|11010519491231002X',
  });
  expect(taken.refused).toEqual([
    expect.objectContaining({
      no: '3',
      sheetRow: 5,
      problems: [{ key: 'nameMissing', field: 'name', column: { letter: 'B', title: '姓 名' } }],
    }),
  ]);
});

it('what cannot be right is told and never refused', async () => {
  const taken = await take([
    ['姓名', '性别', '身份证号', '入职日期', '离职日期', '部门'],
    ['王五', '男', '11010519491231002X', '2024-01-01', '2023-01-01', '设备部'],
    ['王五', '女', '11010519491231002X', null, null, '设备部'],
    ['赵六', '未知', '11', '1899-01-01', null, '设备部'],
    ['钱七', null, 110105194912310030, null, null, '同上'],
  ]);
  expect(taken.candidates.map(({ notes }) => notes.map(({ key }) => key))).toEqual([
    ['idNumberSex', 'spanBackwards'],
    ['duplicatePerson'],
    ['idNumberInvalid', 'dateImplausible'],
    ['idNumberTruncated'],
  ]);
  expect(taken.candidates[1]!.duplicateOf).toEqual({ file: '名单.xlsx', sheet: 'Sheet1', sheetRow: 2 });
  expect(taken.candidates[3]!.person).toMatchObject({ department: '设备部', idNumber: '' });
});

it('one column of names in a GBK csv is enough', async () => {
  const taken = await takePeople([{ name: '名单.csv', bytes: csvBytes([['姓名'], ['欧阳娜娜'], ['Anna Maria']], 'gbk') }]);
  expect(taken.candidates.map(({ person }) => person.name)).toEqual(['欧阳娜娜', 'Anna Maria']);
});

it('people are found again by ID number, else by name and phone, else by name and department', () => {
  const person = { name: '张三', idNumber: '', phone: '', department: '设备部' };
  expect(personKey(person)).toBe('name|张三|设备部');
  expect(personKey({ ...person, phone: '138 0000-0000' })).toBe('phone|张三|13800000000');
  expect(personKey({ ...person, phone: '13800000000', idNumber: '11010519491231002X' })).toBe('id|11010519491231002X');
});

it('a department, its workshop and its team stand in columns of their own, or in one cell', async () => {
  const { candidates } = await take([
    ['姓名', '部门', '车间', '班组', '岗位'],
    ['张三', '生产部', '焊接车间', '一班', '焊工'],
    ['李四', '生产部', '焊接车间', '', '统计员'],
    ['王五', '生产部', '', '', '部长'],
  ]);
  expect(candidates.map(({ person }) => [...person.above, person.department].join('/'))).toEqual([
    '生产部/焊接车间/一班',
    '生产部/焊接车间',
    '生产部',
  ]);
  expect(departmentPath(['生产部/焊接车间/一班'])).toEqual(['生产部', '焊接车间', '一班']);
  expect(departmentPath(['生产部 > 焊接车间'])).toEqual(['生产部', '焊接车间']);
  expect(departmentPath(['生产/技术部'])).toEqual(['生产/技术部']);
  expect(departmentPath(['焊接车间', '焊接车间', ''])).toEqual(['焊接车间']);
});
