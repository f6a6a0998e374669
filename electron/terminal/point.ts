import type { Command } from 'commander';
import type { PointSheet } from '../../db/domain/point/sheet';
import { riskLevels } from '../../db/domain/risk/scale';
import { term } from '../../db/domain/term';
import type { SheetRow } from '../../db/query/point';
import type { TerminalSession, Within } from './session';
import { countOption } from './usage';

type Entry = { [S in PointSheet]: SheetRow<S> }[PointSheet];
interface ListOptions {
  text?: string;
  limit: number;
  offset: number;
}

/** Fields of a list with the terms of the handbook. */
function fieldsOf(entry: Entry): Record<string, unknown> {
  switch (entry.sheet) {
    case 'activity':
      return {
        steps: entry.steps,
        place: entry.place,
        frequency: term('activityFrequency', entry.frequency),
        dangerousWork: entry.dangerousWork.map((word) => term('dangerousWork', word)),
        headcount: entry.headcount,
      };
    case 'equipment':
      return {
        category: term('equipmentCategory', entry.category),
        model: entry.model,
        tag: entry.tag,
        isSpecialEquipment: entry.isSpecialEquipment,
        count: entry.count,
        checkItems: entry.checkItems,
      };
    case 'workplace':
      return { area: entry.area, purpose: entry.purpose, headcount: entry.headcount, hazards: entry.hazards };
  }
}

const lister =
  (sheet: PointSheet) =>
  async (session: TerminalSession, { text, limit, offset }: ListOptions): Promise<void> => {
    const departments = new Map((await session.call('department.list', {})).map(({ id, name }) => [id, name]));
    const rows: Entry[] = [];
    let total = 0;
    do {
      const part = await session.call('point.list', {
        sheet,
        offset: offset + rows.length,
        limit: Math.max(1, Math.min(200, limit - rows.length)),
        ...(text === undefined ? {} : { text }),
      });
      total = part.total;
      rows.push(...part.rows.slice(0, limit - rows.length));
      if (part.rows.length === 0) break;
    } while (rows.length < limit && offset + rows.length < total);
    const told = rows.map((entry) => ({
      no: entry.no,
      name: entry.name,
      location: entry.location,
      department: departments.get(entry.departmentId ?? '') ?? '',
      ...fieldsOf(entry),
      risks: entry.risks,
      riskLevel: entry.topRank === null ? '' : term('riskLevel', riskLevels[entry.topRank - 1]),
      remark: entry.remark,
    }));
    session.print({ total, rows: told }, [
      `共 ${total} 条，列出 ${told.length} 条`,
      ...told.map(({ no, name, location, department, risks, riskLevel }) =>
        [no, name, location, department, `${risks} 条风险`, riskLevel].map((cell) => cell.replaceAll(/\s+/g, ' ')).join('\t'),
      ),
    ]);
  };

/** `list activity`, `list equipment` and `list workplace` */
export function addPointLists(list: Command, within: Within): void {
  for (const [sheet, title] of [
    ['activity', '作业活动清单'],
    ['equipment', '设备设施清单'],
    ['workplace', '作业场所清单'],
  ] as const)
    list
      .command(sheet)
      .description(title)
      .option('--text <词>', '名称、位置、备注里有这个词的')
      .option('--limit <条数>', '最多列出多少条', countOption, 200)
      .option('--offset <条数>', '跳过多少条', countOption, 0)
      .action(within(lister(sheet)));
}
