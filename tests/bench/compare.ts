import { openFile } from '../support/database';
import { benchHost, generated, must, type BenchMachine } from './generate';
import { compare, held, type Measured } from './measure';

/** Two closed rounds of so many risks compared, with the first and the last page of what moved, against the same by hand and a tenth of it. */
export async function benchCompare(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const [many, few] = [await rounds(machine, rows), await rounds(machine, rows / 10)];
  const byHand = many.file.prepare(
    'SELECT count(*) FROM roundRisk a JOIN roundRisk b ON b.riskId = a.riskId AND b.roundId = ? WHERE a.roundId = ? AND a.afterLevel <> b.afterLevel',
  );
  const times = await compare(
    {
      many: many.compare,
      few: few.compare,
      byHand: () => byHand.all(many.pair.laterId, many.pair.earlierId),
      list: () => must(many.host.call('round.list', {})),
      page: () => must(many.host.call('round.changes', { ...many.pair, offset: 200, limit: 200 })),
    },
    { turns: 7, warmUp: 1, atLeast: 0, clock: 'processor' },
  );
  for (const { host, file } of [many, few]) {
    file.close();
    await host.close();
  }
  return [
    held(`比较两轮 ${rows} 条（数字、流向、部门、变化的首页）`, times.many, times.few, 12, `两轮 ${rows / 10} 条`),
    held(`比较两轮 ${rows} 条`, times.many, times.byHand, 8, '手写 SQL 数等级不同的条数'),
    held('变化的后面一页', times.page, times.many, 0.5, '整个比较'),
    held('各轮一览', times.list, times.byHand, 0.2, '手写 SQL 数等级不同的条数'),
  ];
}

/** A workspace with two closed rounds of so many risks, between which a thousandth of them moved. */
async function rounds(machine: BenchMachine, rows: number) {
  const folder = await generated(machine, rows, `compare-${rows}`);
  const host = benchHost(machine);
  await must(host.call('workspace.open', { folder }));
  const earlierId = await closed(host, '2026Q2', '2026-05-01', null);
  const { rows: some } = (await must(
    host.call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: { level: ['low'] } }),
  )) as { rows: { id: string }[] };
  await must(host.call('risk.remove', { selection: { ids: some.slice(0, rows / 1000).map(({ id }) => id) } }));
  const laterId = await closed(host, '2026Q3', '2026-08-01', earlierId);
  const file = openFile(folder);
  const pair = { earlierId, laterId };
  return {
    host,
    file,
    pair,
    /** Something is written before each time, or the answer would be remembered from the time before. */
    compare: async () => {
      await must(host.call('preference.set', { key: 'bench', value: performance.now() }));
      await must(host.call('round.compare', pair));
      await must(host.call('round.changes', { ...pair, offset: 0, limit: 200 }));
    },
  };
}

async function closed(host: ReturnType<typeof benchHost>, period: string, on: string, baseRoundId: string | null): Promise<string> {
  const opened = (await must(
    host.call('round.open', {
      draft: {
        name: period,
        kind: 'quarterly',
        period,
        reason: '',
        scope: '',
        methodNote: '',
        noticeNo: '',
        noticeOn: null,
        startedOn: on,
        baseRoundId,
        team: [{ name: '测量', title: '', role: '组长', isWorkerRepresentative: true, attended: true }],
      },
    }),
  )) as { value: { id: string } };
  const { id } = opened.value;
  await must(host.call('round.close', { id, revision: 1, closedOn: on, assessedOn: on, acceptPending: true }));
  return id;
}
