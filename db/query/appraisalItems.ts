import type { Reader } from '../handle';
import type { Row } from '../tables';

/** A duty that is assessed, with whose sheet it stands on. */
export type FillItem = Pick<
  Row<'appraisalItem'>,
  'id' | 'revision' | 'appraisalId' | 'text' | 'criteria' | 'standard10' | 'self10' | 'selfNote' | 'check10' | 'reason'
> &
  Pick<Row<'appraisal'>, 'departmentId' | 'department' | 'personName' | 'title' | 'signedOn'> & {
    /** Place on its sheet, from 1. */
    no: number;
  };

/** Duties of all sheets of a period, sheet by sheet in the order of departments, posts and names. */
export const itemsOfPeriod = (reader: Reader, periodId: string): FillItem[] =>
  reader.all<FillItem>(
    `SELECT i.id, i.revision, i.appraisalId, i.text, i.criteria, i.standard10, i.self10, i.selfNote, i.check10, i.reason,
        a.departmentId, a.department, a.personName, a.title, a.signedOn,
        row_number() OVER (PARTITION BY i.appraisalId ORDER BY i.sort, i.id) AS no
      FROM appraisalItem i JOIN appraisal a ON a.id = i.appraisalId LEFT JOIN department d ON d.id = a.departmentId
      WHERE a.periodId = ? ORDER BY d.sort IS NOT NULL, d.sort, a.title, a.personName, a.id, i.sort, i.id`,
    [periodId],
  );
