import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageFault } from './usage';

/** Decisions of a JSON file as they are stated. @throws UsageFault with an example for what is none */
export function readDecisions(file: string, example: string): Record<string, unknown> {
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`决定文件读不出来：${file}。它应是 JSON，例如 ${example}`);
  }
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated))
    throw new UsageFault(`决定文件应是 JSON 对象，例如 ${example}`);
  return stated as Record<string, unknown>;
}

/** Word for all that a decision file does not name. */
export const restWord = '其余';
