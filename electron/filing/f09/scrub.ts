import { mobileNumber } from '../../../db/domain/phone';

/** What the public must not read in a text: personal numbers and stocks of dangerous chemicals (handbook 9.9, F09). */

export type HiddenKind = 'mobile' | 'idNumber' | 'stock';
export interface Hidden {
  kind: HiddenKind;
  /** As it was written. */
  text: string;
}

const digit = '[0-9０-９]';
const numeral = `(?:${digit}{1,3}(?:,${digit}{3})+|${digit}+(?:[.．]${digit}+)?|[一二两三四五六七八九十百千万半]+)`;
const joint = '\\s*[×xX*~～\\-–—/至到]\\s*';
const mass = '(?:t|吨|公吨|千?克(?!服)|公斤|斤|㎏|kg|g|mg|毫克)';
const volume = '(?:Nm³|m³|m3|立方米|立方|L|ml|毫升|升(?![级降温压高起至到]))';
const vessels = '(?:瓶|桶|罐|袋|箱|槽车)';
/** A quantity: the numbers, then the unit; a unit in Latin letters ends with them, and a concentration (mg/m³) is none. */
const quantity = new RegExp(
  `(?<![0-9０-９.．a-zA-Z])(${numeral}(?:${joint}${numeral})*)(\\s*(?:余|多|左右)?\\s*)(${mass}|${volume}|${vessels})(?![a-zA-Z³3²]|/ ?(?:m|L|l|升|立方))`,
  'giu',
);

const idNumber = /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/gu;

/** A clause with one of these speaks of what is stored. */
const stored = /[存储贮库仓]|定量|限量|总量|用量|在线量|设计量|临界量|充装|装载量|备有|剩余/u;
/** What carries, presses or holds air: its tonnage or volume is no stock. */
const machine =
  /起重|行车|天车|吊|葫芦|叉车|千斤顶|平板车|平车|货车|汽车|卡车|压力机|冲床|折弯|剪板|液压机|构件|工件|钢丝绳|荷载|载荷|货架|升降|电梯|灭火|储气罐|空压|压缩空气|滚轮|卷板|机床|铣床|液压|油缸/u;
const chemical =
  /[油漆]|涂料|稀释|稀料|香蕉水|天那水|溶剂|固化剂|丙烷|丙酮|乙炔|氧气|液氧|氩|氮|氢|氯|氨|苯|醇|醛|醚|酸|碱|二氧化碳|天然气|液化|燃气|煤气|LPG|LNG|CNG|双氧水|过氧化|氰|硫化|危化|化学品|危险品|易燃|易爆|剧毒|有毒|气瓶|炸药|雷管/iu;

const masked = '×××';

/**
 * A text without mobile and identity numbers and without quantities that tell how much of a dangerous chemical there is;
 * what a crane or a lorry carries stays. A number is replaced by ××, its unit stays, so that the sentence still reads.
 * @param about everything that the record says, to know whether it is about chemicals
 */
export function scrub(text: string, about = text): { text: string; hidden: Hidden[] } {
  const hidden: Hidden[] = [];
  const hide = (kind: HiddenKind) => (found: string) => {
    hidden.push({ kind, text: found });
    return masked;
  };
  const anonymous = text.replace(idNumber, hide('idNumber')).replace(mobileNumber, hide('mobile'));
  const clean = anonymous.replace(quantity, (found: string, _number: string, gap: string, unit: string, at: number) => {
    if (!tellsStock(clauseAt(anonymous, at), about)) return found;
    hidden.push({ kind: 'stock', text: found });
    return `××${gap}${unit}`;
  });
  return { text: clean, hidden };
}

function tellsStock(clause: string, about: string): boolean {
  if (stored.test(clause.replace(/储气罐/gu, '')) || chemical.test(clause)) return true;
  return !machine.test(clause) && chemical.test(about);
}

/** The clause around a place of a text; lists with 、 belong together. */
function clauseAt(text: string, at: number): string {
  const isEnd = (place: number) => /[，。；;！!\n]/u.test(text[place]!) || (text[place] === ',' && !/\d/.test(text[place + 1] ?? ''));
  let from = at;
  while (from > 0 && !isEnd(from - 1)) from -= 1;
  let to = at;
  while (to < text.length && !isEnd(to)) to += 1;
  return text.slice(from, to);
}
