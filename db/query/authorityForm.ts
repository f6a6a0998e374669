import type { Reader } from '../handle';
import type { Row } from '../tables';

export interface FormListed {
  id: string;
  revision: number;
  name: string;
  code: string;
  kind: string;
  version: number;
  authorityId: string | null;
  /** Name of the authority, null for a form of any. */
  authority: string | null;
  checkedOn: string | null;
  replacesId: string | null;
  validTo: string | null;
  /** Papers that were put into it. */
  filled: number;
}

/** Forms of authorities, those in use first. */
export const listForms = (reader: Reader): FormListed[] =>
  reader.all<FormListed>(
    `SELECT f.id, f.revision, f.name, f.code, f.kind, f.version, f.authorityId, coalesce(nullif(a.shortName, ''), a.name) AS authority,
      f.checkedOn, f.replacesId, f.validTo, (SELECT count(*) FROM filingFile WHERE formId = f.id) AS filled
    FROM authorityForm f LEFT JOIN authority a ON a.id = f.authorityId
    ORDER BY f.validTo IS NOT NULL, authority IS NULL, authority, f.code, f.name, f.version DESC`,
  );

export const getForm = (reader: Reader, id: string): Row<'authorityForm'> | undefined =>
  reader.get<Row<'authorityForm'>>('SELECT * FROM authorityForm WHERE id = ?', [id]);

/** Forms of a kind in use with what is known of them, newest first: a new edition is proposed as they are. */
export const knownForms = (
  reader: Reader,
  kind: string,
): Pick<Row<'authorityForm'>, 'id' | 'name' | 'code' | 'authorityId' | 'mapping' | 'shape'>[] =>
  reader.all(
    'SELECT id, name, code, authorityId, mapping, shape FROM authorityForm WHERE kind = ? AND validTo IS NULL ORDER BY createdAt DESC LIMIT 200',
    [kind],
  );

/** Name of the file that a form was dropped as. */
export const formFile = (reader: Reader, id: string): string | undefined =>
  reader.value<string>(
    `SELECT name FROM attachment WHERE subject = 'authorityForm' AND subjectId = ? AND use = 'form' ORDER BY createdAt DESC`,
    [id],
  );
