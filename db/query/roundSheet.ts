import type { Reader } from '../handle';
import type { Row } from '../tables';
import { departmentNames } from './department';

/** How far a department is: its sheet is still here, out, out for too long, or back. */
export type SheetState = 'notHanded' | 'out' | 'overdue' | 'returned';

export interface RoundSheetRow {
  /** Of the department; empty for the risks without one. */
  id: string;
  department: string;
  /** Risks that a sheet would hold today, and how many of them nobody has looked at. */
  risks: number;
  pending: number;
  state: SheetState;
  sheet: Row<'roundSheet'> | null;
}

/** Every department with risks or a sheet in the round, in the order of the departments. */
export function listRoundSheets(reader: Reader, today: string, roundId: string): RoundSheetRow[] {
  const names = departmentNames(reader, today);
  const sheets = new Map(
    reader
      .all<Row<'roundSheet'>>('SELECT * FROM roundSheet WHERE roundId = ?', [roundId])
      .map((sheet) => [sheet.departmentId ?? '', sheet]),
  );
  const counts = new Map(
    reader
      .all<{ id: string; risks: number; pending: number }>(
        `SELECT coalesce(r.departmentId, '') AS id, count(*) AS risks, sum(i.state = 'pending') AS pending
          FROM roundRisk i JOIN risk r ON r.id = i.riskId WHERE i.roundId = ? AND r.status <> 'retired' GROUP BY 1`,
        [roundId],
      )
      .map((row) => [row.id, row]),
  );
  // What was never handed out is of no interest once the round is closed.
  const isClosed = reader.value<string>('SELECT status FROM round WHERE id = ?', [roundId]) === 'closed';
  const order = reader.column<string>('SELECT id FROM department ORDER BY sort, id');
  return [...order, ''].flatMap((id) => {
    const sheet = sheets.get(id) ?? null;
    const count = counts.get(id);
    if (sheet === null && (isClosed || count === undefined)) return [];
    return {
      id,
      department: id === '' ? '' : (names.get(id) ?? lastName(reader, id)),
      risks: count?.risks ?? 0,
      pending: count?.pending ?? 0,
      state: stateOf(sheet, today),
      sheet,
    };
  });
}

function stateOf(sheet: Row<'roundSheet'> | null, today: string): SheetState {
  if (sheet === null) return 'notHanded';
  if (sheet.returnedOn !== null) return 'returned';
  return sheet.dueOn !== null && sheet.dueOn < today ? 'overdue' : 'out';
}

const lastName = (reader: Reader, id: string): string =>
  reader.value<string>('SELECT name FROM departmentName WHERE departmentId = ? ORDER BY validFrom DESC LIMIT 1', [id]) ?? '';

export interface ConfirmationRow {
  id: string;
  by: string;
  on: string;
  department: string;
  confirmed: number;
  /** Of these with a change, new or gone. */
  changed: number;
}

/** Who confirmed how many risks of which department on which day, the latest first. */
export function listConfirmations(
  reader: Reader,
  today: string,
  roundId: string,
  { offset, limit }: { offset: number; limit: number },
): { rows: ConfirmationRow[]; total: number; people: number; confirmed: number } {
  const isOpen = reader.value<string>('SELECT status FROM round WHERE id = ?', [roundId]) === 'open';
  // A closed round speaks of the departments that it froze.
  const department = isOpen ? `coalesce(r.departmentId, '')` : 'i.department';
  const grouped = `SELECT i.confirmedBy AS "by", i.confirmedOn AS "on", ${department} AS department,
      count(*) AS confirmed, sum(i.state IN ('changed', 'added', 'removed')) AS changed
    FROM roundRisk i ${isOpen ? 'LEFT JOIN risk r ON r.id = i.riskId' : ''}
    WHERE i.roundId = @roundId AND i.confirmedBy <> '' AND i.confirmedOn IS NOT NULL GROUP BY 1, 2, 3`;
  const names = departmentNames(reader, today);
  const sum = reader.get<{ total: number; people: number; confirmed: number | null }>(
    `SELECT count(*) AS total, count(DISTINCT "by") AS people, sum(confirmed) AS confirmed FROM (${grouped})`,
    { roundId },
  )!;
  const rows = reader.all<Omit<ConfirmationRow, 'id'>>(`${grouped} ORDER BY 2 DESC, 1, 3 LIMIT @limit OFFSET @offset`, {
    roundId,
    limit,
    offset,
  });
  return {
    rows: rows.map((row) => ({
      ...row,
      id: JSON.stringify([row.by, row.on, row.department]),
      department: isOpen && row.department !== '' ? (names.get(row.department) ?? lastName(reader, row.department)) : row.department,
    })),
    total: sum.total,
    people: sum.people,
    confirmed: sum.confirmed ?? 0,
  };
}
