import type { OpenItemKind } from '../domain/organization/organization';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { allOwners, writeFurther } from './riskOwner';
import { noteRiskChange } from './roundRisk';

/** What somebody answers for and has not finished. */
export interface OpenItem {
  kind: OpenItemKind;
  id: string;
  title: string;
  personId: string;
}

type Successor = Pick<Row<'person'>, 'id' | 'name' | 'phone'>;

/** Where open items stand and how each goes to somebody else. A register whose records have owners adds itself here. */
const registers: readonly {
  kind: OpenItemKind;
  /** Rows `id`, `title`, `personId`. */
  sql: string;
  give: (db: Writer, today: string, item: OpenItem, to: Successor) => void;
}[] = [
  {
    kind: 'risk',
    sql: `SELECT r.id, r.riskNo || ' ' || r.hazardSource AS title, w.personId FROM (
        SELECT id AS riskId, ownerId AS personId FROM risk WHERE ownerId IS NOT NULL
        UNION SELECT riskId, ownerId FROM riskOwner WHERE ownerId IS NOT NULL
      ) w JOIN risk r ON r.id = w.riskId WHERE r.status <> 'retired'`,
    give: giveRisk,
  },
  {
    kind: 'leader',
    sql: `SELECT id, riskNo || ' ' || hazardSource AS title, leaderId AS personId FROM risk WHERE leaderId IS NOT NULL AND status <> 'retired'`,
    give: (db, today, { id }, to) => {
      db.update('risk', id, { leaderId: to.id, leaderText: to.name });
      noteRiskChange(db, today, id);
    },
  },
  ...(['inspectionFinding', 'resolution'] as const).map((kind) => ({
    kind,
    sql: `SELECT id, text AS title, ownerId AS personId FROM ${kind} WHERE ownerId IS NOT NULL AND doneOn IS NULL`,
    give: (db: Writer, _today: string, { id }: OpenItem, to: Successor) => {
      db.update(kind, id, { ownerId: to.id, ownerText: to.name });
    },
  })),
];

/** The successor stands where the leaver stood among those responsible, once. */
function giveRisk(db: Writer, today: string, { id, personId }: OpenItem, to: Successor): void {
  const owners = allOwners(db, id).map(({ isLeader: _isLeader, ...owner }) =>
    owner.ownerId === personId ? { ownerId: to.id, ownerPostId: null, ownerText: to.name } : owner,
  );
  const [first, ...further] = owners.filter(
    ({ ownerId }, at) => ownerId === null || owners.findIndex((other) => other.ownerId === ownerId) === at,
  );
  const risk = db.find('risk', id)!;
  const isFirst = risk.ownerId === personId;
  const isHisNumber = isFirst && risk.phone !== '' && risk.phone === db.find('person', personId)?.phone;
  if (isFirst && first) db.update('risk', id, { ...first, ...(isHisNumber ? { phone: to.phone } : {}) });
  writeFurther(db, id, further);
  noteRiskChange(db, today, id);
}

/** Open items of some people, those of one kind after another. */
export const openItemsOf = (reader: Reader, personIds: readonly string[]): OpenItem[] =>
  registers.flatMap(({ kind, sql }) =>
    reader
      .all<Omit<OpenItem, 'kind'>>(`SELECT * FROM (${sql}) WHERE personId IN (SELECT value FROM json_each(?)) ORDER BY title, id`, [
        JSON.stringify(personIds),
      ])
      .map((item) => ({ kind, ...item })),
  );

/** People who had left by a day and have open items still, with how many. */
export const leftWithItems = (reader: Reader, day: string): { id: string; name: string; leftOn: string; items: number }[] =>
  reader.all(
    `SELECT p.id, p.name, p.leftOn, count(*) AS items FROM (${registers.map(({ sql }) => sql).join(' UNION ALL ')}) i
      JOIN person p ON p.id = i.personId WHERE p.leftOn < @day GROUP BY p.id ORDER BY p.leftOn DESC, p.name`,
    { day },
  );

/** Gives all open items of some people to another one. @returns how many */
export function handOver(db: Writer, today: string, personIds: readonly string[], to: Successor): number {
  let given = 0;
  for (const { kind, give } of registers)
    for (const item of openItemsOf(db, personIds).filter((one) => one.kind === kind)) {
      give(db, today, item, to);
      given += 1;
    }
  return given;
}
