import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { answersForAll, questionKeys } from '../intake/questions';
import { UsageFault } from './usage';

const example = '{"rows":{"一车间.xlsx#Sheet1#12":{"similar":"new"}},"all":{"duplicate":"both"}}';
const shape = z.strictObject({
  rows: z.record(z.string(), z.partialRecord(z.enum(questionKeys), z.string().max(2000))).default({}),
  all: z.partialRecord(z.enum(questionKeys), z.string()).default({}),
});

export interface DecidedImport {
  decisions: z.infer<typeof shape>['rows'];
  answers: Record<string, never>;
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
  if (!read.success) throw new UsageFault(`决定文件应写成 ${example} 的样子，rows 和 all 里可写的有：${questionKeys.join('、')}`);
  for (const [key, answer] of Object.entries(read.data.all)) {
    const known: readonly string[] = answersForAll[key as keyof typeof answersForAll];
    if (!known.includes(answer)) throw new UsageFault(`决定文件 all 里的 ${key} 不能写“${answer}”，可写：${known.join('、')}`);
  }
  return { decisions: read.data.rows, answers: read.data.all as DecidedImport['answers'] };
}
