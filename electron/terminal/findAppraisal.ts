import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

export type Period = DataOf<Api['appraisal.periods']>[number];

/** A period by its name or code (2026Q4), the newest of several; the newest of all where none is named. @throws UsageFault */
export async function periodNamed(session: TerminalSession, stated: string | undefined): Promise<Period> {
  const all = await session.call('appraisal.periods', {});
  const found = all.find(({ name, period }) => stated === undefined || name === stated || period === stated.toUpperCase());
  if (found === undefined) throw new UsageFault(stated === undefined ? '还没有责任制考核' : `没有“${stated}”这一期责任制考核`);
  return found;
}
