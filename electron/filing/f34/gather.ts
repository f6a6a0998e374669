import { isMonthly } from '../../../db/domain/performance/inspection';
import { readEnterprise } from '../../../db/query/enterprise';
import { getInspection, listInspections } from '../../../db/query/inspection';
import { enterpriseOf, type GatherScene } from '../gather';
import type { F34Dossier } from './dossier';

export interface F34Request {
  compiledOn: string | null;
  /** `YYYY-MM`; empty for the present month. */
  month: string;
}

/** 2026年11月 */
const monthTitle = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** Inspections of a month that count for it, in the order of their days. */
export function gatherF34(scene: GatherScene, { compiledOn, month: stated }: F34Request): F34Dossier {
  const month = stated || scene.today.slice(0, 7);
  const { rows } = listInspections(scene.db, scene.today, { offset: 0, limit: 200, text: '', period: month });
  const { rules } = scene.content.regionRules(readEnterprise(scene.db).regionCode);
  return {
    schema: 'f34@1',
    enterprise: enterpriseOf(scene),
    catalogues: [],
    period: monthTitle(month),
    compiledOn,
    month,
    isPolicy: rules['V31'] === 'on',
    inspections: rows
      .filter((row) => isMonthly({ isFullScope: row.isFullScope === 1, role: row.role }))
      .toReversed()
      .map((row) => ({
        no: row.no,
        on: row.on,
        inspector: row.inspectorName,
        role: row.role!,
        scope: row.scope,
        participants: row.participants,
        content: row.content,
        conclusion: row.conclusion,
        signedOn: row.signedOn,
        findings: getInspection(scene.db, row.id, scene.today)!.list.map((found) => ({
          text: found.text,
          place: found.place,
          owner: found.ownerText,
          measure: found.measure,
          dueOn: found.dueOn,
          doneOn: found.doneOn,
          verified: found.verifiedOn === null ? '' : `${found.verifiedBy} ${found.verifiedOn}`,
          state: found.state,
        })),
      })),
  };
}
