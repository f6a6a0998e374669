import { writeXlsx } from 'hucre';

/**
 * Registers that papers are tried on: names as long as they get, measures of a page, one department with a single character,
 * a Mongolian name with its dot. All names, numbers and texts are invented.
 */

const head = [
  '风险编号',
  '风险点',
  '作业步骤',
  '危险源及潜在事件',
  '可能发生的事故类型',
  '后果',
  'L',
  'E',
  'C',
  '风险等级',
  '工程技术措施',
  '管理措施',
  '培训教育措施',
  '个体防护措施',
  '应急处置措施',
  '管控层级',
  '责任部门',
  '责任人',
  '检查周期',
  '评价日期',
];

/** Factors of each level, 重大 first, with its control level. */
const levels = [
  { level: '重大', l: 6, e: 6, c: 15, control: '公司级' },
  { level: '较大', l: 3, e: 6, c: 15, control: '车间级' },
  { level: '一般', l: 3, e: 6, c: 7, control: '班组级' },
  { level: '低', l: 1, e: 3, c: 3, control: '岗位级' },
];

const departments = ['危险化学品储运与公用工程联合运行管理部第三作业区', '磷', '锅炉车间', '净化车间', '合成车间', '安全环保部'];
const owners = ['乌云其其格·额尔德尼', '欧阳建国', '李伟', '吾买尔江·阿卜杜热合曼', '司马清扬'];
const accidents = ['机械致害', '触电', '中毒和窒息', '火灾', '起重致害'];
const longName = '年产六十万吨煤制烯烃装置净化工段低温甲醇洗单元酸性气体浓缩塔及附属换热器群组';
const long = (words, length) => words.repeat(Math.ceil(length / words.length)).slice(0, length);

/** One line of the register, `at` counted from 0. Each 40th measure fills a page, each 25th point has a name of forty characters. */
function line(at) {
  const { level, l, e, c, control } = levels[at % 97 === 0 ? 0 : at % 31 === 0 ? 1 : at % 3 === 0 ? 2 : 3];
  const measure =
    at % 40 === 0
      ? long('作业前由当班班长组织辨识，确认连锁投用、可燃气体检测合格、监护人到位后方可开工；', 1900)
      : '设置防护罩和急停装置，每班检查。';
  return [
    `Q-${String(at + 1).padStart(4, '0')}`,
    at % 25 === 0 ? longName : `${at % 700}号输送泵`,
    ['启动', '运行巡检', '停机检修', '清理'][at % 4],
    `第${at + 1}处联轴器防护罩缺失、松动，人员接近旋转部位`,
    accidents[at % accidents.length],
    '人员伤亡、设备损坏',
    l,
    e,
    c,
    level,
    measure,
    '执行操作规程，落实能量隔离和上锁挂牌。',
    '每年培训不少于一次。',
    '安全帽、防护眼镜、防砸鞋',
    '立即停机，拨打 120，按现场处置方案处置。',
    control,
    departments[at % departments.length],
    owners[at % owners.length],
    '每周',
    '2026-11-02',
  ];
}

/** A register of `count` lines as a workbook that the import reads. */
export const registerWorkbook = (count) =>
  writeXlsx({ sheets: [{ name: '风险清单', rows: [head, ...Array.from({ length: count }, (_, at) => line(at))] }] });

/** One risk of which little is known. */
export const tinyWorkbook = () =>
  writeXlsx({
    sheets: [
      {
        name: '风险清单',
        rows: [
          ['风险点', '危险源及潜在事件', 'L', 'E', 'C'],
          ['配电箱', '箱门未关、带电部位外露', 3, 6, 3],
        ],
      },
    ],
  });
