import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FilingRequest } from '../filing/request';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

const example = '{"CC-001 管控措施": "防爆通风，限量存放，双人收发"}';

/** What a file says in place of the texts of a publication, each named as the paper's advice names it (编号和栏目). */
export async function publicWording(session: TerminalSession, request: FilingRequest, file: string): Promise<Record<string, string>> {
  let stated: unknown;
  try {
    stated = JSON.parse(readFileSync(path.resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`对外文字的文件读不出来：${file}。它应是 JSON，例如 ${example}`);
  }
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated))
    throw new UsageFault(`对外文字的文件应是 JSON，例如 ${example}`);
  const texts = await session.call('publication.texts', { request });
  const found = Object.entries(stated).flatMap(([where, text]) => {
    if (typeof text !== 'string' || text.length > 5000) throw new UsageFault(`“${where}”的对外文字应是 5000 个字以内的文字`);
    const meant = texts.filter((known) => known.where === where);
    if (meant.length === 0)
      throw new UsageFault(`公示稿里没有要改写的“${where}”，现有：${texts.map((known) => known.where).join('、') || '无'}`);
    return meant.map(({ key }) => [key, text] as const);
  });
  return Object.fromEntries(found);
}
