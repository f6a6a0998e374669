import { f36Request } from '../filing/f36/dossier';
import { reportDrafts } from '../filing/f36/compose';
import { gatherF36 } from '../filing/f36/gather';
import { query } from './procedure';

/** Chapters of the year's report as the registers tell them, for whoever wants to change their words. */
export const drafts = query(f36Request.pick({ year: true }), (scene, { year }) =>
  reportDrafts(gatherF36(scene, f36Request.parse({ code: 'F36', compiledOn: null, year }))),
);
