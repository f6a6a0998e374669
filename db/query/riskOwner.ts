import { hash } from 'node:crypto';
import { bareName, mostOwners, splitOwners } from '../domain/risk/owner';
import type { RiskDraft } from '../domain/risk/risk';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { draftOf } from './risk';

/** Who is responsible: a person, a post, or words that are yet to be matched. */
export type Owner = Pick<RiskDraft, 'ownerId' | 'ownerPostId' | 'ownerText'>;

const nameSql = `coalesce((SELECT name FROM person WHERE id = w.ownerId), (SELECT name FROM post WHERE id = w.ownerPostId), w.ownerText)`;
/** Names of all who are responsible for a risk `r`, the first one first. */
export const ownersSql = `r.ownerText || coalesce((SELECT group_concat('、' || ${nameSql}, '' ORDER BY w.sort) FROM riskOwner w WHERE w.riskId = r.id), '')`;
/** True for a risk `r` of whose owners one is only words. */
export const unmatchedSql = `((r.ownerText <> '' AND r.ownerId IS NULL AND r.ownerPostId IS NULL) OR EXISTS (SELECT 1 FROM riskOwner w WHERE w.riskId = r.id AND w.ownerText <> ''))`;
/** 1 when one of the further owners of a risk `r` is a leader of the company, 0 when none is, NULL without any. */
export const furtherLeaderSql = `(SELECT max(coalesce(p.isLeader, o.isLeader, 0)) FROM riskOwner w LEFT JOIN person p ON p.id = w.ownerId LEFT JOIN post o ON o.id = w.ownerPostId WHERE w.riskId = r.id)`;

/** The row of an owner has always the same id, so that the history of the risk finds those too that have gone. */
function furtherId(riskId: string, sort: number): string {
  const hex = hash('sha256', `${riskId} ${sort}`, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
/** Ids of the rows that a risk's further owners stand in or stood in. */
export const furtherIds = (riskId: string): string[] => Array.from({ length: mostOwners - 1 }, (_, at) => furtherId(riskId, at + 2));

export const furtherOwners = (reader: Reader, riskId: string): Owner[] =>
  reader.all<Owner>('SELECT ownerId, ownerPostId, ownerText FROM riskOwner WHERE riskId = ? ORDER BY sort', [riskId]);

/** A stored risk as a draft whose owner is the text of all of them. */
export function draftWithOwners(reader: Reader, row: Row<'risk'>): RiskDraft {
  const ownerText = reader.value<string>(`SELECT ${ownersSql} FROM risk r WHERE r.id = ?`, [row.id]) ?? row.ownerText;
  return { ...draftOf(row), ownerText };
}

/** The person, else the post, who alone bears a name today; the words themselves where nobody or several do. */
export function ownerNamed(reader: Reader, today: string, text: string): Owner {
  const people = reader.column<string>('SELECT id FROM person WHERE name = ? AND (leftOn IS NULL OR leftOn > ?) LIMIT 2', [text, today]);
  if (people.length === 1) return { ownerId: people[0]!, ownerPostId: null, ownerText: text };
  const posts = reader.column<string>('SELECT id FROM post WHERE name = ? AND (validTo IS NULL OR validTo > ?) LIMIT 2', [text, today]);
  const post = people.length === 0 && posts.length === 1 ? posts[0]! : null;
  return { ownerId: null, ownerPostId: post, ownerText: text };
}

/** All who are responsible, each by name, and whether it is a leader of the company; null while it is only words. */
export const allOwners = (reader: Reader, riskId: string): (Owner & { isLeader: boolean | null })[] =>
  reader
    .all<Owner & { isLeader: number | null }>(
      `SELECT w.ownerId, w.ownerPostId, ${nameSql} AS ownerText, coalesce(p.isLeader, o.isLeader) AS isLeader FROM (
          SELECT 0 AS sort, ownerId, ownerPostId, ownerText FROM risk WHERE id = @riskId AND (ownerText <> '' OR ownerId IS NOT NULL OR ownerPostId IS NOT NULL)
          UNION ALL SELECT sort, ownerId, ownerPostId, ownerText FROM riskOwner WHERE riskId = @riskId
        ) w LEFT JOIN person p ON p.id = w.ownerId LEFT JOIN post o ON o.id = w.ownerPostId ORDER BY w.sort`,
      { riskId },
    )
    .map((owner) => ({ ...owner, isLeader: owner.isLeader === null ? null : owner.isLeader === 1 }));

const nobody: Owner = { ownerId: null, ownerPostId: null, ownerText: '' };
/** Owners chosen one by one: the first, who stands in the risk, and those after. Words that name one person or post mean that one. */
export function ownersChosen(reader: Reader, today: string, chosen: readonly Owner[]): { first: Owner; further: Owner[] } {
  const [first = nobody, ...further] = chosen.map((owner) => (isMatched(owner) ? owner : ownerNamed(reader, today, owner.ownerText)));
  return { first, further };
}

/** What a stated owner means: the first one, who stands in the risk, and those after; null where they stay as they are. */
export function ownersStated(
  reader: Reader,
  today: string,
  stated: Owner,
  stored?: Row<'risk'>,
): { first: Owner; further: Owner[] | null } {
  const first = stored && { ownerId: stored.ownerId, ownerPostId: stored.ownerPostId, ownerText: stored.ownerText };
  const names = splitOwners(stated.ownerText);
  if (names.length < 2) return { first: stated, further: [] };
  if (stored && first && draftWithOwners(reader, stored).ownerText === names.join('、')) {
    // Words of one field that were never taken apart are taken apart now.
    if (splitOwners(stored.ownerText).length < 2) return { first, further: null };
  }
  const [one, ...others] = names.map((name) => ownerNamed(reader, today, name));
  return { first: one!, further: others };
}

/** Writes who is responsible beside the first; the risk itself is written before, where it changes. @returns true when something was different */
export function writeFurther(db: Writer, riskId: string, owners: readonly Owner[]): boolean {
  if (owners.length === 0 && db.value('SELECT 1 FROM riskOwner WHERE riskId = ? LIMIT 1', [riskId]) === undefined) return false;
  const before = db.changed;
  for (const [at, id] of furtherIds(riskId).entries()) {
    const owner = owners[at];
    const known = db.find('riskOwner', id) !== undefined;
    if (owner === undefined) {
      if (known) db.remove('riskOwner', id);
      continue;
    }
    const { ownerId, ownerPostId } = owner;
    const row = { ownerId, ownerPostId, ownerText: ownerId === null && ownerPostId === null ? owner.ownerText : '' };
    if (known) db.update('riskOwner', id, row);
    else db.insert('riskOwner', { id, riskId, sort: at + 2, ...row });
  }
  if (db.changed === before) return false;
  // The revision of the risk speaks of its owners, too.
  if (!db.touched.has(riskId)) db.touch('risk', riskId);
  return true;
}

export interface UnmatchedOwner {
  /** As written. */
  text: string;
  risks: number;
  /** Whom it seems to mean: the only one of that name. */
  proposal: { value: string; label: string } | null;
}

/** Names that stand as words only, the most frequent first, each with whom it may mean; `total` counts all of them. */
export function unmatchedOwners(reader: Reader, today: string, limit: number): { names: UnmatchedOwner[]; total: number } {
  const counts = new Map<string, number>();
  const texts = reader.all<{ text: string; n: number }>(
    `SELECT ownerText AS text, count(*) AS n FROM risk WHERE ownerText <> '' AND ownerId IS NULL AND ownerPostId IS NULL GROUP BY ownerText
      UNION ALL SELECT ownerText, count(*) FROM riskOwner WHERE ownerText <> '' GROUP BY ownerText`,
  );
  for (const { text, n } of texts) for (const name of splitOwners(text)) counts.set(name, (counts.get(name) ?? 0) + n);
  const names = [...counts]
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([text, risks]) => ({ text, risks, proposal: proposalFor(reader, today, text) }));
  return { names, total: counts.size };
}

function proposalFor(reader: Reader, today: string, text: string): UnmatchedOwner['proposal'] {
  const { ownerId, ownerPostId, ownerText } = [text, bareName(text)]
    .map((name) => ownerNamed(reader, today, name))
    .toSorted((a, b) => Number(isMatched(b)) - Number(isMatched(a)))[0]!;
  const value = ownerId !== null ? `person:${ownerId}` : ownerPostId !== null ? `post:${ownerPostId}` : null;
  return value === null ? null : { value, label: ownerText };
}
const isMatched = ({ ownerId, ownerPostId }: Owner): boolean => ownerId !== null || ownerPostId !== null;

/** Puts people and posts in the place of words, wherever they stand. @returns the risks that changed */
export function matchOwners(db: Writer, matches: ReadonlyMap<string, Owner>): string[] {
  const changed: string[] = [];
  const rows = db.all<Row<'risk'>>(`SELECT r.* FROM risk r WHERE ${unmatchedSql} ORDER BY r.riskNoKey`);
  for (const row of rows) {
    const own = { ownerId: row.ownerId, ownerPostId: row.ownerPostId, ownerText: row.ownerText };
    const stated = [own, ...furtherOwners(db, row.id)];
    const isMeant = stated.some((owner) => !isMatched(owner) && splitOwners(owner.ownerText).some((text) => matches.has(text)));
    if (!isMeant) continue;
    const all = stated.flatMap((owner) =>
      isMatched(owner) ? [owner] : splitOwners(owner.ownerText).map((text) => matches.get(text) ?? { ...owner, ownerText: text }),
    );
    const key = ({ ownerId, ownerPostId, ownerText }: Owner) => ownerId ?? ownerPostId ?? ownerText;
    const [first, ...further] = all.filter((owner, at) => all.findIndex((other) => key(other) === key(owner)) === at).slice(0, mostOwners);
    const before = db.changed;
    db.update('risk', row.id, first!);
    writeFurther(db, row.id, further);
    if (db.changed > before) changed.push(row.id);
  }
  return changed;
}
