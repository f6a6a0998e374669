import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fillableFields, fills, type Fills } from '../../db/domain/risk/fill';
import { riskLevels } from '../../db/domain/risk/scale';
import { term } from '../../db/domain/term';
import { nameKinds } from '../intake/names';
import { answersForAll, questionKeys } from '../intake/questions';
import { UsageFault } from './usage';

const example = '{"rows":{"一车间.xlsx#Sheet1#12":{"similar":"new"}},"all":{"duplicate":"both"}}';
const shape = z.strictObject({
  rows: z.record(z.string(), z.partialRecord(z.enum(questionKeys), z.string().max(2000))).default({}),
  all: z.partialRecord(z.enum(questionKeys), z.string()).default({}),
  names: z.partialRecord(z.enum(nameKinds), z.record(z.string().max(300), z.string().max(200))).default({}),
});

export interface DecidedImport {
  decisions: z.infer<typeof shape>['rows'];
  answers: Record<string, never>;
  names: z.infer<typeof shape>['names'];
}

/** What a person decided about rows, from a JSON file: row by row, and for all that ask the same. */
export function settledIn(file: string): DecidedImport {
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`决定文件读不出来：${file}。它应是 JSON，例如 ${example}`);
  }
  const read = shape.safeParse(stated);
  if (!read.success)
    throw new UsageFault(
      `决定文件应写成 ${example} 的样子，rows 和 all 里可写的有：${questionKeys.join('、')}；names 里可写的有：${nameKinds.join('、')}`,
    );
  for (const [key, answer] of Object.entries(read.data.all)) {
    const known: readonly string[] = answersForAll[key as keyof typeof answersForAll];
    if (!known.includes(answer)) throw new UsageFault(`决定文件 all 里的 ${key} 不能写“${answer}”，可写：${known.join('、')}`);
  }
  return { decisions: read.data.rows, answers: read.data.all as DecidedImport['answers'], names: read.data.names };
}

const fillExample = '{"检查周期":{"level":{"重大":"每日","较大":"每周"}},"责任人":{"department":{"机加工车间":"张三"}},"后果":"砸伤"}';
const fillShape = z.record(
  z.string(),
  z.union([
    z.string(),
    z.strictObject({ department: z.record(z.string(), z.string()) }),
    z.strictObject({ level: z.record(z.string(), z.string()) }),
  ]),
);

/** What rows get that lack something, from a JSON file: one value for all, or one for each department or level. */
export function fillsIn(file: string): Fills {
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`补填文件读不出来：${file}。它应是 JSON，例如 ${fillExample}`);
  }
  const shaped = fillShape.safeParse(stated);
  if (!shaped.success) throw new UsageFault(`补填文件应写成 ${fillExample} 的样子`);
  const entries = Object.entries(shaped.data).map(([word, value]) => {
    const field = fillableFields.find((known) => known === word || term('field', known) === word);
    if (field === undefined)
      throw new UsageFault(`补填文件里没有“${word}”这个字段，可写：${fillableFields.map((known) => term('field', known)).join('、')}`);
    if (typeof value === 'string') return [field, { by: 'all', values: { '': value } }];
    if ('department' in value) return [field, { by: 'department', values: value.department }];
    return [field, { by: 'level', values: Object.fromEntries(Object.entries(value.level).map(([level, text]) => [levelIn(level), text])) }];
  });
  const read = fills.safeParse(Object.fromEntries(entries));
  if (read.success) return read.data;
  const field = String(read.error.issues[0]?.path[0] ?? '');
  throw new UsageFault(`补填文件里“${term('field', field)}”的值不能用：日期写成 2026-11-21 的样子，文字不要太长`);
}

function levelIn(word: string): string {
  const level = riskLevels.find((known) => known === word || term('riskLevel', known) === word);
  if (level === undefined)
    throw new UsageFault(`没有“${word}”这个等级，可写：${riskLevels.map((known) => term('riskLevel', known)).join('、')}`);
  return level;
}

/** `down5`: which way 1级–5级 run and how many there are. */
export function gradesIn(stated: string): { direction: 'down' | 'up'; grades: 4 | 5 } {
  const told = /^(down|up)([45])$/.exec(stated);
  if (!told) throw new UsageFault('--grades 只能写 down5、down4（1 级最高）或 up5、up4（5 级、4 级最高）');
  return { direction: told[1] as 'down' | 'up', grades: told[2] === '4' ? 4 : 5 };
}

/** `lec=lec@1,ls=ls-shandong@1`: level mappings for this import and those to come. */
export function scalesIn(stated: string): Partial<Record<'lec' | 'ls', string>> {
  const pairs = stated.split(/[,，]/).map((part) => part.split('='));
  if (pairs.some(([method, id = '']) => (method !== 'lec' && method !== 'ls') || id === ''))
    throw new UsageFault('--scale 应写成 lec=映射 或 ls=映射，两个之间用逗号；有哪些映射见 risk scales');
  return Object.fromEntries(pairs);
}
