import type { Data } from '../../api';

export interface Unsaved {
  /** Of the record, in the words of `failure:subject`. */
  subject: string;
  /** '' for a record that was being made. */
  name: string;
  /** Where the form is that brings it back. */
  path: string;
}

/** Forms by the key of their draft, `draft.<form>.<id>`: the record that they are about and the page where they are. */
const forms: Readonly<Record<string, readonly [subject: string, page: string]>> = {
  risk: ['risk', '/risk'],
  riskPoint: ['riskPoint', '/point'],
  'point.activity': ['activity', '/point/activity'],
  'point.equipment': ['equipment', '/point/equipment'],
  'point.workplace': ['workplace', '/point/workplace'],
  'analysis.JHA': ['riskPoint', '/analysis'],
  'analysis.SCL': ['riskPoint', '/analysis'],
  card: ['noticeCard', '/card'],
  authority: ['authority', '/authority'],
  round: ['round', '/round'],
  roundPlan: ['round', '/round'],
  roundConclusion: ['round', '/round'],
  roundCorrection: ['round', '/round'],
  department: ['department', '/department'],
  post: ['post', '/post'],
  person: ['person', '/person'],
  enterprise: ['enterprise', '/enterprise'],
};

/** What was typed and not saved, the latest first; left out where the record is gone since. */
export function unsavedOf(drafts: Data<'preference.drafts'>): Unsaved[] {
  return drafts.flatMap(({ key, name }) => {
    const end = key.lastIndexOf('.');
    const [kind, id] = [key.slice('draft.'.length, end), key.slice(end + 1)];
    const [subject, page] = forms[kind] ?? [];
    if (subject === undefined || page === undefined || name === null) return [];
    const method = kind.startsWith('analysis.') ? `/${kind.slice('analysis.'.length)}` : '';
    return [{ subject, name, path: kind === 'enterprise' ? page : `${page}/${encodeURIComponent(id)}${method}` }];
  });
}
