import { riskSorts } from '../../db/domain/risk/list';
import type { Database } from '../../db/handle';
import { splitInitials } from '../../db/initials';
import { matchQuery } from '../../db/searchText';
import { openFile } from '../support/database';
import { benchHost, generated, must, type BenchMachine } from './generate';
import { compare, held, median, type Measured } from './measure';

const small = 1000;
const pageSize = 100;
const onProcessor = { turns: 11, clock: 'processor' } as const;

/** The register and the search at `rows` risks: first page of every order, any place, filters by text. */
export async function benchList(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const [bigFolder, smallFolder] = [await generated(machine, rows, 'list'), await generated(machine, small)];
  const [big, little] = [benchHost(machine), benchHost(machine)];
  for (const [host, folder] of [
    [big, bigFolder],
    [little, smallFolder],
  ] as const)
    await must(host.call('workspace.open', { folder }));
  const file = openFile(bigFolder);
  const results: Measured[] = [];

  const page =
    (host: typeof big, offset: number, by: string, descending: boolean, filter = {}) =>
    () =>
      must(host.call('risk.list', { offset, limit: pageSize, sort: { by, descending }, filter }));
  for (const by of riskSorts) {
    for (const descending of [false, true]) {
      const label = `${by}${descending ? ' 降序' : ''}`;
      const offsets = [0.25, 0.5, 0.75, 1].map((part) => Math.round(part * rows) - (part === 1 ? pageSize : 0));
      const works: Record<string, () => unknown> = { first: page(big, 0, by, descending), little: page(little, 0, by, descending) };
      for (const offset of offsets) works[`at ${offset}`] = page(big, offset, by, descending);
      const times = await compare(works, onProcessor);
      results.push(held(`列表首页 ${label}`, times['first']!, times['little']!, 2, `同一排序 ${small} 条`));
      const deepest = Math.max(...offsets.map((offset) => times[`at ${offset}`]!));
      results.push(held(`列表任意位置 ${label}`, deepest, times['first']!, 5, '首页'));
    }
  }

  // By hand: the same query without anything of ours around it, and once without any row of ours.
  const palette = `FROM search JOIN searchEntry e ON e.rowid = search.rowid WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT 20`;
  const count = file.prepare('SELECT count(*) FROM search WHERE search MATCH ?').pluck();
  const byHand = {
    palette: file.prepare(`SELECT e.title ${palette}`),
    paletteRowids: file.prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 20').pluck(),
    list: file.prepare(`SELECT r.* FROM search JOIN risk r ON r.seq = search.rowid - ${2 ** 32} WHERE search MATCH ? LIMIT ${pageSize}`),
    listRowids: file.prepare(`SELECT rowid FROM search WHERE search MATCH ? LIMIT ${pageSize}`).pluck(),
  };
  const touch = () => must(big.call('preference.set', { key: 'bench', value: performance.now() }));
  for (const [kind, texts] of Object.entries(searchesIn(file))) {
    const seen: Record<'palette' | 'list', { ours: number; bare: number; rowids: number }[]> = { palette: [], list: [] };
    for (const text of texts) {
      const match = matchQuery(text)!;
      const times = await compare(
        {
          palette: () => must(big.call('search.everything', { text, limit: 20 })),
          barePalette: () => byHand.palette.all(match),
          barePaletteRowids: () => byHand.paletteRowids.all(match),
          // Something changes before each, or the number of hits would be remembered from the time before.
          touch,
          list: async () => {
            await touch();
            await page(big, 0, 'riskNo', false, { text })();
          },
          bareList: () => [count.get(match), byHand.list.all(match)],
          bareListRowids: () => [count.get(match), byHand.listRowids.all(match)],
        },
        onProcessor,
      );
      seen.palette.push({ ours: times.palette, bare: times.barePalette, rowids: times.barePaletteRowids });
      seen.list.push({ ours: times.list - times.touch, bare: times.bareList, rowids: times.bareListRowids });
    }
    for (const [name, entries] of Object.entries(seen)) {
      const worst = entries.sort((a, b) => b.ours / b.bare - a.ours / a.bare)[0]!;
      const title = name === 'palette' ? '搜索框' : '列表搜索';
      results.push(
        held(
          `${title} ${kind}`,
          worst.ours,
          worst.bare,
          3,
          name === 'palette' ? '手写的 FTS 查询，20 条标题' : '手写的 FTS 计数和一页未排序的行',
        ),
      );
      results.push(held(`${title} ${kind}（只取行号）`, worst.ours, worst.rowids, null, '不取任何内容的 FTS 查询'));
    }
  }
  results.push(
    held(
      '列表按等级筛选',
      median([(await compare({ filtered: page(big, 0, 'riskNo', false, { level: ['major', 'considerable'] }) }, onProcessor)).filtered]),
      (await compare({ first: page(big, 0, 'riskNo', false) }, onProcessor)).first,
      null,
      '不筛选',
    ),
  );
  file.close();
  await big.close();
  await little.close();
  return results;
}

/** What people would type: parts of what stands in the register, the most common, two between and the rarest of each length. */
function searchesIn(file: Database): Record<string, string[]> {
  const some = file.prepare('SELECT hazardSource FROM risk WHERE seq % 997 = 0').pluck().all() as string[];
  const count = file.prepare('SELECT count(*) FROM search WHERE search MATCH ?').pluck();
  const spread = (candidates: Iterable<string>): string[] => {
    const counted = [...new Set(candidates)]
      .map((text) => ({ text, hits: count.get(matchQuery(text)!) as number }))
      .filter(({ hits }) => hits > 0);
    const sorted = counted.sort((a, b) => b.hits - a.hits);
    return [0, 0.1, 0.5, 1].map((part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!.text);
  };
  const parts = (length: number) =>
    some.flatMap((text) =>
      (text.match(/\p{Script=Han}+/gu) ?? []).filter((run) => run.length >= length).map((run) => run.slice(0, length)),
    );
  return {
    一个字: spread(parts(1)),
    两个字: spread(parts(2)),
    三个字: spread(parts(3)),
    六个字: spread(parts(6)),
    拼音首字母: spread(
      parts(3).map((text) =>
        splitInitials(text)
          .slice(0, 5)
          .replace(/^(.)(.) .(.)$/, '$1$2$3'),
      ),
    ),
    编号: ['A-000123', '000123', 'K-09'],
  };
}
