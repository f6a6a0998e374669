import { identityNumber } from '../../../db/domain/personal/identity';
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

/** Groups that `quantity` captures, which a split puts between the parts. */
const quantityGroups = 3;

/** A clause with one of these speaks of what is stored. */
const stored = /[存储贮库仓]|定量|限量|总量|用量|在线量|设计量|临界量|充装|装载量|备有|剩余/u;
/** What carries, presses or holds air: its tonnage or volume is no stock. */
const machine =
  /起重|行车|天车|吊|葫芦|叉车|千斤顶|平板车|平车|货车|汽车|卡车|压力机|冲床|折弯|剪板|液压机|构件|工件|钢丝绳|荷载|载荷|货架|升降|电梯|灭火|储气罐|空压|压缩空气|滚轮|卷板|机床|铣床|液压|油缸/u;
const chemical =
  /[油漆]|涂料|稀释|稀料|香蕉水|天那水|溶剂|固化剂|丙烷|丙酮|乙炔|氧气|液氧|氩|氮|氢|氯|氨|苯|醇|醛|醚|酸|碱|二氧化碳|天然气|液化|燃气|煤气|LPG|LNG|CNG|双氧水|过氧化|氰|硫化|危化|化学品|危险品|易燃|易爆|剧毒|有毒|气瓶|炸药|雷管/iu;

const masked = '×××';

/** Without its number a clause with one of these says nothing. */
const measured =
  /定量|限量|[存储贮总用容]量|在线量|设计量|临界量|充装量|装载量|不得?(?:超过|大于|高于|多于)|超过|最[大多]|至多|小于|少于|[≤<＜约]|每次|领取|剩余|控制在|以[内下]/u;
/** Nothing but words of stock: what is left of `存量 12 t`. */
const onlyStock = /^[\s定限存储贮总用容设计临界充装载在线当班最大库为是：:（）()量]*$/u;
const led = /(?:不得?(?:超过|大于|高于|多于)|超过|最[大多]|至多|小于|少于|[≤<＜约共达]|控制在)?\s*$/u;

/**
 * A text without mobile and identity numbers and without quantities that tell how much of a dangerous chemical there is;
 * what a crane or a lorry carries stays. A number of a person is replaced by ×××; a clause that speaks of a quantity alone goes
 * with it, of any other the quantity only, so that the sentence still reads.
 * @param about everything that the record says, to know whether it is about chemicals
 */
export function scrub(text: string, about = text): { text: string; hidden: Hidden[] } {
  const hidden: Hidden[] = [];
  const hide = (kind: HiddenKind) => (found: string) => {
    hidden.push({ kind, text: found });
    return masked;
  };
  const anonymous = text.replace(identityNumber, hide('idNumber')).replace(mobileNumber, hide('mobile'));
  const { text: clean, hidden: stocks } = hideStock(anonymous, about);
  return { text: clean, hidden: [...hidden, ...stocks] };
}

/** A text without the quantities that tell how much of a dangerous chemical there is, as far as it is about chemicals. */
export function hideStock(text: string, about = text): { text: string; hidden: Hidden[] } {
  const hidden: Hidden[] = [];
  const clauses = clausesOf(text, clauseEnds).flatMap((clause) => {
    const tells = tellsStock(clause.text, about);
    return clausesOf(clause.text + clause.end, partEnds).map((part) => {
      const found = tells ? [...part.text.matchAll(quantity)].map(([words]) => words) : [];
      hidden.push(...found.map((words): Hidden => ({ kind: 'stock', text: words })));
      return { ...part, found: found.length > 0 };
    });
  });
  if (!clauses.some(({ found }) => found)) return { text, hidden };
  const without = (drops: boolean) =>
    tidy(
      clauses
        .map((clause) => {
          if (!clause.found) return clause.text + clause.end;
          const left = unmeasured(clause.text);
          return (drops && (measured.test(clause.text) || onlyStock.test(left)) ? '' : left) + clause.end;
        })
        .join(''),
    );
  const rest = without(true);
  const kept = /[\p{L}\p{N}]/u.test(rest) ? rest : without(false);
  return { text: onlyStock.test(kept) ? '' : kept, hidden };
}

function tellsStock(clause: string, about: string): boolean {
  if (stored.test(clause.replace(/储气罐/gu, '')) || chemical.test(clause)) return true;
  return !machine.test(clause) && chemical.test(about);
}

/** The clause without its quantities, the words that lead to them and digits that somebody wrote right behind. */
const unmeasured = (clause: string): string =>
  clause
    .split(quantity)
    .filter((_part, index) => index % (quantityGroups + 1) === 0)
    .map((part, index, parts) => {
      const from = index === 0 ? part : part.replace(/^(?:[0-9０-９]+|\s+)/u, '');
      return index === parts.length - 1 ? from : from.replace(led, '');
    })
    .join('');

/** Lists with 、 belong together; a part of a clause is what stands in brackets or outside them. */
const clauseEnds = /((?:[^，。；;！!\n,]|,(?=\d))*)([，。；;！!\n]|,(?!\d)|$)/gu;
const partEnds = /((?:[^，。；;！!\n（）(),]|,(?=\d))*)([，。；;！!\n（）()]|,(?!\d)|$)/gu;

/** Pieces of a text with what ends each. */
const clausesOf = (text: string, ends: RegExp): { text: string; end: string }[] =>
  [...text.matchAll(ends)].map(([, words = '', end = '']) => ({ text: words, end })).filter(({ text: words, end }) => words + end !== '');

/** Text without the punctuation that dropped clauses leave behind. */
const tidy = (text: string): string =>
  text
    .replace(/[（(]\s*[，,；;、]+/gu, '（')
    .replace(/[，,；;、]+\s*([）)])/gu, '$1')
    .replace(/[（(]\s*[）)]/gu, '')
    .replace(/[，,；;、]+(?=[。！!\n；;])/gu, '')
    .replace(/([，,；;、。])[，,；;、。]+/gu, '$1')
    .replace(/^[，,；;、。\s]+/gmu, '')
    .replace(/[，,；;、]+$/gmu, '')
    .replace(/\n{2,}/gu, '\n')
    .trim();
