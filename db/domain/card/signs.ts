/** Kinds of safety signs by their shapes (GB 2894): prohibition, warning, command, information. */
export const signKinds = ['prohibition', 'warning', 'command', 'information'] as const;
export type SignKind = (typeof signKinds)[number];

/**
 * Signs that have a picture (`resources/signs`), by kind in the order of GB 2894-2008. Names that only GB 2894-2025 has stand at the end.
 * Any other name gets the general sign of its kind.
 */
export const signs: Record<SignKind, readonly string[]> = {
  prohibition: [
    '禁止吸烟',
    '禁止烟火',
    '禁止带火种',
    '禁止用水灭火',
    '禁止放置易燃物',
    '禁止堆放',
    '禁止启动',
    '禁止合闸',
    '禁止转动',
    '禁止叉车和厂内机动车辆通行',
    '禁止乘人',
    '禁止靠近',
    '禁止入内',
    '禁止推动',
    '禁止停留',
    '禁止通行',
    '禁止跨越',
    '禁止攀登',
    '禁止跳下',
    '禁止伸出窗外',
    '禁止倚靠',
    '禁止坐卧',
    '禁止蹬踏',
    '禁止触摸',
    '禁止伸入',
    '禁止饮用',
    '禁止抛物',
    '禁止戴手套',
    '禁止穿化纤服装',
    '禁止穿带钉鞋',
    '禁止开启无线移动通讯设备',
    '禁止携带金属物或手表',
    '禁止佩戴心脏起搏器者靠近',
    '禁止游泳',
  ],
  warning: [
    '注意安全',
    '当心火灾',
    '当心爆炸',
    '当心腐蚀',
    '当心中毒',
    '当心感染',
    '当心触电',
    '当心电缆',
    '当心自动启动',
    '当心机械伤人',
    '当心塌方',
    '当心冒顶',
    '当心坑洞',
    '当心落物',
    '当心吊物',
    '当心碰头',
    '当心挤压',
    '当心烫伤',
    '当心伤手',
    '当心夹手',
    '当心扎脚',
    '当心有犬',
    '当心弧光',
    '当心高温表面',
    '当心低温',
    '当心磁场',
    '当心电离辐射',
    '当心激光',
    '当心微波',
    '当心叉车',
    '当心车辆',
    '当心火车',
    '当心坠落',
    '当心障碍物',
    '当心跌落',
    '当心滑倒',
    '当心落水',
    '当心缝隙',
    '当心缺氧',
    '当心有限空间',
  ],
  command: [
    '必须戴防护眼镜',
    '必须佩戴遮光护目镜',
    '必须戴防尘口罩',
    '必须戴防毒面具',
    '必须戴护耳器',
    '必须戴安全帽',
    '必须戴防护帽',
    '必须系安全带',
    '必须穿救生衣',
    '必须穿防护服',
    '必须戴防护手套',
    '必须穿防护鞋',
    '必须洗手',
    '必须加锁',
    '必须接地',
    '必须拔出插头',
    '必须通风',
    '必须消除静电',
    '必须戴防护面罩',
  ],
  information: ['紧急出口', '避险处', '应急避难场所', '可动火区', '击碎板面', '急救点', '应急电话', '紧急医疗站', '紧急集合点', '洗眼台'],
};
const drawn = new Set(Object.values(signs).flat());

/** What calls for which sign in the accident types, in the protective equipment and in the other measures of a register. */
const byAccident: readonly [RegExp, string][] = [
  [/物体打击/, '当心落物'],
  [/车辆/, '当心车辆'],
  [/机械/, '当心机械伤人'],
  [/起重/, '当心吊物'],
  [/起重/, '禁止停留'],
  [/触电/, '当心触电'],
  [/淹溺|水害|透水/, '当心落水'],
  [/灼烫/, '当心烫伤'],
  [/火灾/, '当心火灾'],
  [/爆炸/, '当心爆炸'],
  [/火灾|爆炸/, '禁止烟火'],
  [/高处坠落/, '当心坠落'],
  [/跌落/, '当心跌落'],
  [/坍塌/, '当心塌方'],
  [/冒顶|片帮/, '当心冒顶'],
  [/中毒|窒息/, '当心中毒'],
];
const byEquipment: readonly [RegExp, string][] = [
  [/安全帽/, '必须戴安全帽'],
  [/安全带/, '必须系安全带'],
  [/防毒面[具罩]|正压式|空气呼吸器/, '必须戴防毒面具'],
  [/防尘口罩/, '必须戴防尘口罩'],
  [/焊接?面罩|防护面[罩屏]/, '必须戴防护面罩'],
  [/(防护|护目|防冲击)眼?镜|面罩|面屏/, '必须戴防护眼镜'],
  [/耳塞|耳罩|护耳/, '必须戴护耳器'],
  [/手套/, '必须戴防护手套'],
  [/(防护|防砸|绝缘|劳保|安全|防静电)鞋/, '必须穿防护鞋'],
  [/(防护|防静电工作|隔热|防酸碱)服/, '必须穿防护服'],
  [/救生衣/, '必须穿救生衣'],
];
const byMeasure: readonly [RegExp, string][] = [
  [/上锁|挂锁/, '必须加锁'],
  [/(消除|释放|导除)(人体)?静电|静电释放/, '必须消除静电'],
  [/先通风/, '必须通风'],
  [/有限空间/, '当心有限空间'],
];

const named = (table: readonly [RegExp, string][], texts: readonly string[]) =>
  table.filter(([words]) => texts.some((text) => words.test(text))).map(([, name]) => name);

/**
 * Signs that accident types, protective equipment and other measures call for; a measure that names a sign calls for it. As many as a
 * row has room for: what is forbidden, what threatens and what is to be worn each get their share.
 * @param most signs, as many as one row of a notice card takes if nothing is said
 */
export function signsFor(accidentTypes: readonly string[], ppe: readonly string[], measures: readonly string[] = [], most = 6): string[] {
  const written = [...drawn].filter((name) => measures.some((text) => text.includes(name)));
  const found = [...new Set([...named(byAccident, accidentTypes), ...named(byEquipment, ppe), ...named(byMeasure, measures), ...written])];
  // A face shield covers the eyes.
  const needed = found.includes('必须戴防护面罩') ? found.filter((name) => name !== '必须戴防护眼镜') : found;
  const of = (kind: SignKind) => needed.filter((name) => signKind(name) === kind);
  const [prohibitions, warnings, commands, informations] = signKinds.map(of) as [string[], string[], string[], string[]];
  const forbidden = prohibitions.slice(0, most / 3);
  // Where there are too many, those of the accidents that are named first stay: they are those of the highest risk.
  const urgent = [...new Set([...accidentTypes.flatMap((type) => named(byAccident, [type])), ...warnings])].filter((name) =>
    warnings.includes(name),
  );
  const worn = Math.min(commands.length, Math.max(most / 3, most - forbidden.length - warnings.length));
  const threatening = urgent.slice(0, most - forbidden.length - worn);
  return [...forbidden, ...warnings.filter((name) => threatening.includes(name)), ...commands, ...informations].slice(0, most);
}

/** Shape of a sign, told by its name; what begins otherwise warns. */
export const signKind = (name: string): SignKind =>
  name.startsWith('禁止')
    ? 'prohibition'
    : name.startsWith('必须')
      ? 'command'
      : signs.information.includes(name)
        ? 'information'
        : 'warning';

/** Name of the picture of a sign: its own, or the general one of its shape. */
export function signPicture(name: string): string {
  if (drawn.has(name)) return name;
  const kind = signKind(name);
  return kind === 'prohibition' ? '禁止' : kind === 'command' ? '必须' : '注意安全';
}

/** Names of signs as they stand in one field. */
export const signNames = (text: string): string[] =>
  text
    .split(/[、，,；;\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
