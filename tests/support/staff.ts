import type { CellValue } from 'hucre';

const families = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗'];
const given = ['建国', '秀兰', '志强', '桂英', '海涛', '晓梅', '永强', '丽娟', '文斌', '玉兰', '国庆'];

/** Posts of a works with one workshop that is large, and how many hold each. */
const places: readonly [department: string, post: string, count: number][] = [
  ['总经理办公室', '总经理', 1],
  ['总经理办公室', '安全总监', 1],
  ['总经理办公室', '总工程师', 1],
  ['安全环保部', '部门负责人', 1],
  ['安全环保部', '专职安全员', 3],
  ['机加工车间', '车间主任', 1],
  ['机加工车间', '班组长', 6],
  ['机加工车间', '机械加工操作工', 80],
  ['机加工车间', '起重机司机', 8],
  ['焊接车间', '车间主任', 1],
  ['焊接车间', '班组长', 4],
  ['焊接车间', '焊工', 60],
  ['设备动力部', '部门负责人', 1],
  ['设备动力部', '电工', 12],
  ['设备动力部', '机修工', 12],
  ['仓储物流部', '叉车司机', 10],
  ['仓储物流部', '仓库保管员', 6],
];

/** A people sheet as it lies in a personnel office: 208 of them, no two of one name. */
export function staffRows(): CellValue[][] {
  const names = given.flatMap((name) => families.map((family) => family + name));
  let at = 0;
  const rows = places.flatMap(([department, post, count]) =>
    Array.from({ length: count }, (): CellValue[] => {
      const no = ++at;
      return [
        no,
        `G${String(no).padStart(4, '0')}`,
        names[no - 1]!,
        no % 3 === 0 ? '女' : '男',
        department,
        post,
        `20${10 + (no % 14)}-03-01`,
      ];
    }),
  );
  return [['员工花名册'], ['序号', '工号', '姓名', '性别', '部门', '岗位', '入职日期'], ...rows];
}
