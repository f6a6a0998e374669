import { z } from 'zod';
import { appointmentRoles } from '../../../db/domain/organization/appointment';
import { postLevels } from '../../../db/domain/responsibility/responsibility';
import { longDate } from '../../../db/domain/period';
import type { Reader } from '../../../db/handle';
import { departmentNames, listDepartments, withDescendants } from '../../../db/query/department';
import { readEnterprise } from '../../../db/query/enterprise';
import { dutiesOfLists, holderNames, listResponsibilities, type ListLine } from '../../../db/query/responsibility';
import { reviewLists } from '../../../db/query/review';
import type { Row } from '../../../db/tables';
import { notFound } from '../../api/failure';
import { enterpriseOf, type GatherScene } from '../gather';
import type { F31Dossier, F31List, F31Version } from './dossier';

/** Which lists are printed: all (empty), those of a department and all below it, or the one of a post or role. */
export const listPart = z
  .string()
  .regex(/^(|department:[0-9a-f-]{36}|post:[0-9a-f-]{36}|role:[a-zA-Z]{1,40})$/)
  .default('');

export interface F31Request {
  compiledOn: string | null;
  /** NULL for today. */
  day: string | null;
  part: string;
  from: string | null;
  to: string | null;
  place: string;
  preparedBy: string;
  reviewedBy: string;
  approvedBy: string;
  apart: boolean;
}

/** Responsibility lists as they are in force on a day, with who answers for them. */
export function gatherF31(scene: GatherScene, request: F31Request): F31Dossier {
  const { db, content, today } = scene;
  const day = request.day ?? today;
  const { lines, part } = partOf(db, day, request.part);
  const lists = listsOf(db, day, inOrder(db, day, lines));
  const versions = lists.flatMap(({ inForce }) => inForce ?? []);
  const { rules } = content.regionRules(readEnterprise(db).regionCode);
  const mine = new Set(lines.map(({ id }) => id));
  const recorded = versions.map(({ publishedFrom: from, publishedTo: to, publishedPlace: place }) => ({ from, to, place }));
  const isSame = new Set(recorded.map((posting) => JSON.stringify(posting))).size === 1;
  const isPosted = request.from !== null || request.to !== null || request.place !== '';
  return {
    schema: 'f31@1',
    enterprise: enterpriseOf(scene),
    catalogues: [],
    period: longDate(day),
    compiledOn: request.compiledOn,
    day,
    part,
    preparedBy: request.preparedBy || common(versions.map(({ preparedBy }) => preparedBy)),
    reviewedBy: request.reviewedBy || common(versions.map(({ reviewedBy }) => reviewedBy)),
    approvedBy: request.approvedBy || common(versions.map(({ approvedBy }) => approvedBy)),
    posting: isPosted
      ? { from: request.from, to: request.to, place: request.place }
      : isSame
        ? recorded[0]!
        : { from: null, to: null, place: '' },
    apart: request.apart,
    lists,
    findings: reviewLists(db, day, rules, [])
      .filter(({ subjectId = '' }) => mine.has(subjectId))
      .map(({ rule, kind, key, title }) => ({ rule, kind, key, title })),
  };
}

/** What all say alike; empty where they differ. */
const common = (texts: readonly string[]): string => (new Set(texts).size === 1 ? texts[0]! : '');

/** @throws NOT_FOUND for a department or post that is none on the day */
function partOf(db: Reader, day: string, stated: string): { lines: ListLine[]; part: F31Dossier['part'] } {
  const all = listResponsibilities(db, day);
  const [kind, key = ''] = stated.split(':');
  if (stated === '') return { lines: all, part: { kind: 'whole', name: '' } };
  if (kind === 'department') {
    const name = departmentNames(db, day).get(key);
    if (name === undefined) throw notFound('department');
    const below = new Set(withDescendants(db, [key]));
    return {
      lines: all.filter(({ departments }) => departments.some(({ id }) => below.has(id))),
      part: { kind: 'department', name },
    };
  }
  const line = all.find(({ id }) => id === key);
  if (line === undefined) throw notFound('post');
  return { lines: [line], part: { kind: 'post', name: line.title } };
}

/** Fixed roles first, then departments as the chart has them, each from its head down. */
function inOrder(db: Reader, day: string, lines: readonly ListLine[]): ListLine[] {
  const places = new Map(departmentsInOrder(db, day).map((id, at) => [id, at]));
  const place = ({ role, departmentId }: ListLine): number =>
    role !== null
      ? appointmentRoles.indexOf(role) - appointmentRoles.length - 1
      : departmentId === null
        ? -1
        : (places.get(departmentId) ?? Infinity);
  const rank = ({ level }: ListLine): number => (level === '' ? postLevels.length : postLevels.indexOf(level));
  return [...lines].sort((a, b) => compare(place(a), place(b)) || rank(a) - rank(b) || a.title.localeCompare(b.title, 'zh'));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function departmentsInOrder(db: Reader, day: string): string[] {
  const all = listDepartments(db, day);
  const known = new Set(all.map(({ id }) => id));
  const below = (parent: string | null): string[] =>
    all
      .filter(({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null) === parent)
      .flatMap(({ id }) => [id, ...below(id)]);
  return below(null);
}

function listsOf(db: Reader, day: string, lines: readonly ListLine[]): F31List[] {
  const ids = lines.flatMap(({ listId }) => listId ?? []);
  const versions = new Map(
    db
      .all<Row<'responsibility'>>('SELECT * FROM responsibility WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)])
      .map((row) => [row.id, row]),
  );
  const duties = dutiesOfLists(db, ids);
  const names = holderNames(db, day);
  return lines.map(({ id, title, departments, level, role, stand, acknowledged, listId }) => {
    const row = listId === null ? undefined : versions.get(listId);
    return {
      title,
      department: placeOf(departments.map(({ name }) => name)),
      level,
      isRole: role !== null,
      stand,
      people: names.get(id) ?? [],
      acknowledged,
      inForce: row === undefined ? null : versionOf(row, duties.get(row.id) ?? []),
    };
  });
}

/** Three departments by name, of more how many. */
const placeOf = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join('、')}等${names.length}个部门` : names.join('、');

const versionOf = (row: Row<'responsibility'>, duties: readonly Row<'responsibilityDuty'>[]): F31Version => ({
  version: row.version,
  scope: row.scope,
  criteria: row.criteria,
  preparedBy: row.preparedBy,
  reviewedBy: row.reviewedBy,
  approvedBy: row.approvedBy,
  approvedOn: row.approvedOn,
  validFrom: row.validFrom,
  publishedFrom: row.publishedFrom,
  publishedTo: row.publishedTo,
  publishedPlace: row.publishedPlace,
  duties: duties.map(({ text, frequency, evidence, criteria, standard10, legalBasis }) => ({
    text,
    frequency,
    evidence,
    criteria,
    standard10,
    legalBasis,
  })),
});
