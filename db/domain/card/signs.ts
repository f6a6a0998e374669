/** Kinds of safety signs by their shapes (GB 2894): prohibition, warning, command. */
export type SignKind = 'prohibition' | 'warning' | 'command';

/** Names of GB 2894 by what calls for them in the accident types, and in the protective equipment of a register. */
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
  [/(防护|护目|防冲击)眼?镜|面罩|面屏/, '必须戴防护眼镜'],
  [/耳塞|耳罩|护耳/, '必须戴护耳器'],
  [/手套/, '必须戴防护手套'],
  [/(防护|防砸|绝缘|劳保|安全|防静电)鞋/, '必须穿防护鞋'],
  [/(防护|防静电工作|隔热|防酸碱)服/, '必须穿防护服'],
];

/** Signs that the accident types and the protective equipment call for, in the order of their shapes. */
export function signsFor(accidentTypes: readonly string[], ppe: readonly string[]): string[] {
  const named = (table: readonly [RegExp, string][], texts: readonly string[]) =>
    table.filter(([words]) => texts.some((text) => words.test(text))).map(([, name]) => name);
  const found = [...new Set([...named(byAccident, accidentTypes), ...named(byEquipment, ppe)])];
  const order: SignKind[] = ['prohibition', 'warning', 'command'];
  return found.sort((a, b) => order.indexOf(signKind(a)) - order.indexOf(signKind(b)));
}

/** Shape of a sign, told by its name; what begins otherwise warns. */
export const signKind = (name: string): SignKind =>
  name.startsWith('禁止') ? 'prohibition' : name.startsWith('必须') ? 'command' : 'warning';

/** Names of signs as they stand in one field. */
export const signNames = (text: string): string[] =>
  text
    .split(/[、，,；;\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
