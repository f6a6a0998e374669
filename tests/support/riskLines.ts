import { readFileSync } from 'node:fs';
import path from 'node:path';
import { grade } from '../../db/domain/risk/assessment';
import { scaleSchema, type RiskLevel, type Scale } from '../../db/domain/risk/scale';

const catalogues = path.resolve(import.meta.dirname, '../../resources/catalogues');
const scale = (id: string): Scale => scaleSchema.parse(JSON.parse(readFileSync(path.join(catalogues, `${id}.json`), 'utf8')));

/** The mappings that a workspace starts with, and two others. */
export const scales = { lec: scale('lec@1'), ls: scale('ls-shandong@1') };
export const otherScales: Scale[] = [scale('lec-above70@1'), scale('ls-province@1')];

/** One risk of a made-up register. */
export interface RiskLine {
  no: number;
  riskPoint: string;
  step: string;
  hazardSource: string;
  accidentTypes: string[];
  l: number;
  e: number;
  c: number;
  level: RiskLevel;
  score: number;
  measures: Record<'engineering' | 'administrative' | 'training' | 'ppe' | 'emergency', string>;
  department: string;
  owner: string;
  /** ISO. */
  date: string;
}

const points = ['砂轮切割区', '行车', '焊接工位', '空压机房', '配电室', '喷漆房', '危化品库', '叉车作业'];
const steps = ['作业前检查', '启动设备', '更换部件', '清理现场', '停机'];
const hazards = [
  '防护罩缺失，旋转部位外露',
  '吊具钢丝绳断丝超标',
  '气瓶间距不足',
  '安全阀未定期校验',
  '绝缘手套破损',
  '通风不良',
  '泄漏未及时处理',
];
const accidents = [['物体打击'], ['高处坠落', '触电'], ['机械伤害'], ['火灾', '其他爆炸'], ['中毒和窒息']];
/** Element of a list that goes round. */
export const at = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

/** Made-up risks whose levels follow from their factors; every level occurs among the first few. */
export function riskLines(count: number, from = 0): RiskLine[] {
  const factors = [
    [6, 6, 15],
    [3, 6, 15],
    [1, 6, 15],
    [0.5, 3, 7],
    [10, 6, 15],
    [3, 3, 7],
    [1, 2, 3],
    [6, 3, 40],
  ];
  return Array.from({ length: count }, (_, index) => {
    const line = index + from;
    const [l, e, c] = at(factors, line) as [number, number, number];
    const graded = grade({ method: 'lec', l, e, c }, scales.lec);
    return {
      no: index + 1,
      riskPoint: at(points, Math.floor(line / 3)),
      step: at(steps, line),
      hazardSource: `${at(hazards, line)}（${line + 1}号）`,
      accidentTypes: at(accidents, line),
      l,
      e,
      c,
      level: graded.level,
      score: (graded.score100 ?? 0) / 100,
      measures: {
        engineering: `设置防护装置${line + 1}`,
        administrative: `执行操作规程\n班前点检${line + 1}`,
        training: '岗位安全培训',
        ppe: '安全帽、防护手套',
        emergency: '切断电源，现场急救',
      },
      department: at(['机加工车间', '装配车间', '设备部'], Math.floor(line / 4)),
      owner: at(['张建国', '李秀兰', '王志强'], line),
      date: `2026-0${(line % 3) + 1}-${String((line % 27) + 1).padStart(2, '0')}`,
    };
  });
}
