import { expect, it } from 'vitest';
import { readPostLevel, readYesNo, readYesOrWhat } from '../../../electron/intake/postValues';
import { postCandidates } from '../../../electron/intake/posts';
import { takeRows } from '../../../electron/intake/intake';
import { readPasted } from '../../../electron/intake/workbook';

const take = (...lines: string[]) => {
  const workbook = readPasted(lines.map((line) => line.replaceAll('|', '\t')).join('\n'), 'pasted');
  const { sheets, taken } = takeRows({ workbooks: [workbook], failures: [] }, 'post', {});
  return { ...postCandidates(sheets), fields: taken.files[0]!.surveys[0]!.columns.map(({ field }) => field) };
};

it('knows the levels of posts by the words that sheets use', () => {
  const words = [
    '主要负责人',
    '总经理',
    '分管副总经理',
    '总工程师',
    '技术负责人',
    '部门级',
    '安全部部长',
    '车间级',
    '班组长',
    '岗位级',
    '一线员工',
    '外包单位',
  ];
  expect(words.map(readPostLevel)).toEqual([
    'principal',
    'principal',
    'deputy',
    'technicalLead',
    'technicalLead',
    'departmentHead',
    'departmentHead',
    'workshop',
    'team',
    'worker',
    'worker',
    'contractor',
  ]);
  expect(readPostLevel('甲')).toBeUndefined();
});

it('reads yes and no as they are written, and what is named as yes', () => {
  expect(['是', '√', '有', 'Y', '1'].map(readYesNo)).toEqual([true, true, true, true, true]);
  expect(['否', '×', '无', 'N', '0', '不接触', '未接触'].map(readYesNo)).toEqual([false, false, false, false, false, false, false]);
  expect(['不详', '也许'].map(readYesNo)).toEqual([undefined, undefined]);
  expect(readYesOrWhat('噪声、粉尘')).toEqual({ value: true, notes: [{ key: 'yesByWords' }] });
  expect(readYesOrWhat('不详')).toEqual({ notes: [{ key: 'yesNoNotRead' }] });
});

it('takes posts with departments in columns, in a path or above them; posts named like signatures are none', () => {
  const columns = take('序号|部门|车间|岗位|是否特种作业|是否接触职业病危害', '1|生产部|焊接车间|焊 工|是|是', '2|公司||主要负责人||');
  expect(columns.fields).toEqual(['no', 'postDepartment', 'workshop', 'postName', 'isSpecialOperation', 'isHazardExposed']);
  expect(columns.candidates.map(({ post }) => [post.name, ...post.above, post.department, post.isSpecialOperation, post.isLeader])).toEqual(
    [
      ['焊工', '生产部', '焊接车间', true, null],
      ['主要负责人', '公司', null, null],
    ],
  );
  const path = take('岗位名称|所属部门', '车间主任|生产部/焊接车间', '安全员|不限部门', '|设备部');
  expect(path.candidates.map(({ post }) => [post.name, ...post.above, post.department, post.isOfAll])).toEqual([
    ['车间主任', '生产部', '焊接车间', false],
    ['安全员', '', true],
  ]);
  expect(path.refused.map(({ problems }) => problems[0]!.key)).toEqual(['postMissing']);
});
