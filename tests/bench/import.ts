import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readWorkbook } from '../../electron/intake/workbook';
import { benchHost, generated, must, type BenchMachine } from './generate';
import { held, median, type Measured } from './measure';
import { benchMeanwhile } from './meanwhile';

/** A workbook of so many risks imported into an empty workspace, against reading its cells alone; then ten times as many. */
export async function benchImport(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const few = await measure(machine, Math.round(rows / 10), 3);
  const many = await measure(machine, rows, 1);
  return [
    held(`导入 ${rows / 10} 行（判定、定级、审计、索引）`, few.imported, few.parsed, 3, '同一文件只读出单元格'),
    held(`导入 ${rows} 行`, many.imported, few.imported, 11, `导入 ${rows / 10} 行`),
    ...(await benchMeanwhile(machine, rows)),
  ];
}

async function measure(machine: BenchMachine, rows: number, runs: number): Promise<{ parsed: number; imported: number }> {
  const file = path.join(machine.cache, `import-${rows}.xlsx`);
  const source = benchHost(machine);
  await must(source.call('workspace.open', { folder: await generated(machine, rows, 'import-source') }));
  const fields = [
    'riskNo',
    'riskPoint',
    'kind',
    'location',
    'step',
    'hazardSource',
    'accidentTypes',
    'consequence',
    'method',
    'l',
    'e',
    'c',
    'score',
    'level',
    'engineering',
    'administrative',
    'training',
    'ppe',
    'emergency',
    'controlLevel',
    'department',
    'owner',
    'phone',
    'assessedOn',
    'checkCycle',
  ];
  await must(source.call('risk.export', { fields, filter: {}, sort: { by: 'riskNo', descending: false }, file }));
  await source.close();
  const times: { parsed: number; imported: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const folder = await generated(machine, 0, 'import-target');
    const host = benchHost(machine);
    await must(host.call('workspace.open', { folder }));
    const bytes = readFileSync(file);
    const begun = both();
    await readWorkbook(bytes, 'import.xlsx', {});
    const read = both();
    const { sessionId } = (await must(host.call('intake.plan', { subject: 'risk', files: [file] }))) as { sessionId: string };
    const planned = both();
    await must(host.call('intake.commit', { sessionId }));
    const done = both();
    if (process.env['BENCH_STEPS']) {
      const since = (from: Both, to: Both) => `${Math.round(to.wall - from.wall)} (${Math.round(to.processor - from.processor)})`;
      console.log({ rows, parse: since(begun, read), plan: since(read, planned), commit: since(planned, done) });
    }
    times.push({ parsed: read.wall - begun.wall, imported: done.wall - read.wall });
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { parsed: median(times.map(({ parsed }) => parsed)), imported: median(times.map(({ imported }) => imported)) };
}

/** Milliseconds of the clock and, for a machine that others use meanwhile, of the processor. */
interface Both {
  wall: number;
  processor: number;
}
const both = (): Both => {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1000 };
};
