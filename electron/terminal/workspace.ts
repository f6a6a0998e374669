import type { TerminalSession } from './session';
import { UsageFault } from './usage';

export interface InitOptions {
  sample?: boolean;
  name: string;
  region: string;
  sector: string;
}

export async function initWorkspace(session: TerminalSession, { sample, name, region, sector }: InitOptions): Promise<void> {
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
