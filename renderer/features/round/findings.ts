import type { Finding } from '../../../db/domain/rule';

/** Findings of a command beside the fields of a form: `draft.name` and `patch.name` are `name`. */
export const withoutPrefix = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => (finding.field === undefined ? finding : { ...finding, field: finding.field.replace(/^(draft|patch)\./, '') }));
