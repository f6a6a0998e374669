import { plainText } from './headText';

/** Names of GB 6441-1986 and of GB 6441-2025; a sheet may use either (handbook 3.10), both are kept as written. */
const names = [
  '物体打击',
  '车辆伤害',
  '机械伤害',
  '起重伤害',
  '触电',
  '淹溺',
  '灼烫',
  '火灾',
  '高处坠落',
  '坍塌',
  '冒顶片帮',
  '透水',
  '放炮',
  '火药爆炸',
  '瓦斯爆炸',
  '锅炉爆炸',
  '容器爆炸',
  '其他爆炸',
  '中毒和窒息',
  '其他伤害',
  '厂（场）内车辆致害',
  '道路（轨道）车辆致害',
  '机械致害',
  '起重致害',
  '跌落',
  '水害',
  '管道爆炸',
  '可燃气体爆炸',
  '可燃液体蒸气爆炸',
  '粉尘爆炸',
  '民用爆炸物品爆炸',
  '烟花爆竹爆炸',
  '其他可燃固体爆炸',
  '高温熔融物爆炸',
  '中毒',
  '窒息',
  '滑坡',
  '泄漏',
  '其他',
] as const;

/** What people write instead. */
const others: Readonly<Record<string, (typeof names)[number]>> = {
  物击: '物体打击',
  物体打击伤害: '物体打击',
  打击: '物体打击',
  车辆事故: '车辆伤害',
  交通事故: '车辆伤害',
  场内车辆伤害: '车辆伤害',
  厂内车辆伤害: '车辆伤害',
  机械伤人: '机械伤害',
  机伤: '机械伤害',
  机械性伤害: '机械伤害',
  吊装伤害: '起重伤害',
  触电伤害: '触电',
  电击: '触电',
  触电事故: '触电',
  溺水: '淹溺',
  淹溺事故: '淹溺',
  烫伤: '灼烫',
  灼伤: '灼烫',
  烧伤: '灼烫',
  烧烫伤: '灼烫',
  灼烫伤: '灼烫',
  灼烫伤害: '灼烫',
  着火: '火灾',
  火灾事故: '火灾',
  高坠: '高处坠落',
  高空坠落: '高处坠落',
  坠落: '高处坠落',
  倒塌: '坍塌',
  坍塌事故: '坍塌',
  中毒窒息: '中毒和窒息',
  中毒与窒息: '中毒和窒息',
  中毒及窒息: '中毒和窒息',
  中毒或窒息: '中毒和窒息',
  压力容器爆炸: '容器爆炸',
  气瓶爆炸: '容器爆炸',
  爆炸: '其他爆炸',
  其它爆炸: '其他爆炸',
  其它伤害: '其他伤害',
  其它: '其他',
  泄露: '泄漏',
  粉尘爆燃: '粉尘爆炸',
};

const known = new Map<string, string>([
  ...names.map((name) => [plainText(name), name] as const),
  ...Object.entries(others).map(([written, name]) => [plainText(written), name] as const),
]);

const nameSet: ReadonlySet<string> = new Set(names);

export interface AccidentReading {
  /** Names of the standard where known, else the words of the sheet; each once, in order. */
  types: string[];
  /** Words that no standard knows. */
  unknown: string[];
}

/** True for a name of either edition, as `readAccidents` gives it. */
export const isAccidentName = (type: string): boolean => nameSet.has(type);

/** Splits `高处坠落、触电；其它伤害` and gives every part its name of GB 6441. */
export function readAccidents(written: string): AccidentReading {
  const types: string[] = [];
  const unknown: string[] = [];
  for (const part of written.normalize('NFKC').split(/[、,;/|\n\r\t+&。]+|\s{2,}/)) {
    const words = part.replace(/^\s*[(]?\d{1,2}[.)、]\s*/, '').trim();
    if (words === '') continue;
    const whole = known.get(plainText(words));
    const found = whole !== undefined ? [whole] : joinedNames(words);
    const taken = found ?? [words];
    if (found === undefined) unknown.push(words);
    for (const type of taken) if (!types.includes(type)) types.push(type);
  }
  return { types, unknown };
}

/** `火灾和触电`, `火灾 爆炸`: names put together by 和, 及, 或 or a space. */
function joinedNames(words: string): string[] | undefined {
  const parts = words.split(/[和及与或\s]+/).filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const found = parts.map((part) => known.get(plainText(part)));
  return found.every((name) => name !== undefined) ? found : undefined;
}
