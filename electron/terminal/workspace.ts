import type { Command } from 'commander';
import type { TerminalSession, Within } from './session';
import { UsageFault } from './usage';

export interface InitOptions {
  sample?: boolean;
  name: string;
  region: string;
  sector: string;
}

async function initWorkspace(session: TerminalSession, { sample, name, region, sector }: InitOptions): Promise<void> {
  const sectors = session.content.sectors();
  const known = sectors.find((entry) => entry.id === sector || entry.name === sector);
  if (!known) throw new UsageFault(`--sector 里的“${sector}”不认识，可用：${sectors.map((entry) => entry.name).join('、')}`);
  if (!session.content.regions().some((entry) => entry.code === region))
    throw new UsageFault(`--region 里的“${region}”不是 6 位行政区划代码，写法如 150200（包头市）`);
  if (name.trim() === '') throw new UsageFault('--name 后面要写企业名称');
  const way = sample ? 'sample' : 'blank';
  const value = await session.call('workspace.create', { folder: session.folder, way, name, regionCode: region, sector: known.id });
  session.print(value, [`已新建工作区：${value.folder}`]);
}

/** `init` */
export function addWorkspace(program: Command, within: Within): void {
  program
    .command('init')
    .description('新建工作区')
    .option('--sample', '建成示例工作区')
    .option('--name <名称>', '企业名称', '新企业')
    .option('--region <代码>', '行政区划代码（6 位）', '000000')
    .option('--sector <行业>', '行业大类', 'machinery')
    .action(within(initWorkspace, false));
}
