import { z } from 'zod';
import { auditHead } from '../../db/audit';
import {
  filingCodes,
  filingFormats,
  nextStates,
  needsReason,
  stateChange,
  type FilingCode,
  type FilingState,
} from '../../db/domain/filing/filing';
import { id, isoDate, text } from '../../db/domain/field';
import { countStanding, getFiling, latestFilings, listFilings } from '../../db/query/filing';
import { nextCount } from '../../db/query/risk';
import { compose, filingRequest, formatsOf, gather, numberPrefix, type FilingRequest } from '../filing/compose';
import type { Document } from '../filing/document';
import { requestGaps } from '../filing/gaps';
import { renderHtml, type HtmlOptions } from '../filing/render/html';
import { shortened } from '../filing/shorten';
import { previewFontUrls } from '../fonts';
import { makeCards } from './card';
import { conflict, invalid, notFound, refuse } from './failure';
import { asTask, command, query, task, type CommandScene } from './procedure';

/** All filings of the handbook with their receivers; those that are composed today carry their formats. */
export const registry = query(z.object({}), ({ content }) => {
  const { filings } = content.json<{ filings: { code: string; title: string; receiver: string; trigger: string; basis: string }[] }>(
    'forms/filings.json',
  );
  return filings.map((entry) => ({ ...entry, formats: isComposed(entry.code) ? formatsOf[entry.code] : [] }));
});
const isComposed = (code: string): code is FilingCode => (filingCodes as readonly string[]).includes(code);

const previewOptions: HtmlOptions = { fontUrls: previewFontUrls, pictureUrl: (sha256) => `app://attachment/${sha256}` };

/** A window of the issued papers, newest first. */
export const list = query(
  z.object({
    code: z.string().max(20).optional(),
    roundId: id.optional(),
    id: id.optional(),
    offset: z.number().int().min(0).optional(),
    limit: z.number().int().min(1).max(500).optional(),
  }),
  ({ db }, filter) => listFilings(db, filter),
);

/** The newest paper of each code. */
export const latest = query(z.object({}), ({ db }) => latestFilings(db));

/** 送审稿 as a page, and what is still missing for the formal paper. Composes the whole paper, hence a task. */
export const draft = task(z.object({ request: filingRequest }), async (scene, { request }) => {
  const dossier = gather(scene, request);
  const document = compose(dossier, { draft: true });
  return {
    html: renderHtml(shortened(document, 'sheet'), previewOptions),
    paper: document.head.paper,
    gaps: requestGaps(scene, dossier),
    /** Size of the register, by which issuing is a task or not. */
    risks: countStanding(scene.db),
  };
});

/** An issued paper as a page, from its frozen document. */
export const preview = task(z.object({ id }), async ({ db }, { id }) => {
  const filing = getFiling(db, id);
  if (!filing) throw notFound('filing');
  const document = JSON.parse(filing.document) as Document;
  return { html: renderHtml(shortened(document, 'sheet'), previewOptions), paper: document.head.paper };
});

/**
 * Issues a paper: numbers it, freezes the dossier and the composed document. Never undone; followed by 换版 or 作废.
 * @throws INVALID while something is missing and no reason is given
 */
export const issue = command(
  z.object({ request: filingRequest, gapReason: text(1000).default(''), replacesId: id.nullable().default(null) }),
  (scene, { request: asked, gapReason, replacesId }) => {
    const { db, version } = scene;
    if (asked.compiledOn === null) throw refuse('compiledOn', 'compiledOn');
    if (replacesId !== null && getFiling(db, replacesId)?.code !== asked.code) throw refuse('replacesOther', 'replacesId');
    const request = { ...withCards(scene, asked), compiledOn: asked.compiledOn };
    const dossier = gather(scene, request);
    const gaps = requestGaps(scene, dossier);
    const lacking = gaps.filter(({ advice }) => !advice);
    if (lacking.length > 0 && gapReason === '')
      throw invalid(
        lacking.map((gap) => ({
          rule: 'gap',
          kind: 'statutory',
          key: `gap.${gap.key}`,
          field: gap.at,
          ...(gap.params ? { params: gap.params } : {}),
        })),
      );
    const year = request.compiledOn.slice(0, 4);
    const number = `${numberPrefix[request.code]}-${year}-${String(nextCount(db, 'filing', `${request.code}-${year}`)).padStart(3, '0')}`;
    const head = auditHead(db).hash;
    const document = compose(dossier, { draft: false, number, auditHead: head });
    const row = db.insert('filing', {
      number,
      code: request.code,
      title: document.head.title,
      period: dossier.period,
      roundId: 'roundId' in request ? request.roundId : null,
      compiledOn: request.compiledOn,
      addressee: 'recipient' in request ? request.recipient : '',
      dossier: JSON.stringify(dossier),
      document: JSON.stringify(document),
      template: dossier.schema,
      appVersion: version,
      auditHead: head,
      gapReason: lacking.length > 0 ? gapReason : '',
      findings: JSON.stringify(gaps),
      replacesId,
    });
    db.insert('filingEvent', { filingId: row.id, state: 'issued', on: scene.today, note: gapReason });
    if (replacesId !== null) step(db, replacesId, 'replaced', { on: scene.today, note: number, authority: '' });
    return { id: row.id, number, gaps };
  },
);

/** The same for a register of many risks. */
export const issueLarge = asTask('filing.issue', issue);

/** Notice cards are made before they are issued, so that each has its version. */
function withCards(scene: CommandScene, request: FilingRequest): FilingRequest {
  if (request.code !== 'F33' || request.compiledOn === null) return request;
  return { ...request, selection: { ids: makeCards(scene, request.selection, request.compiledOn) } };
}

/** Moves a paper on: 已签 → 已盖章 → … Reasons are needed for 退回, 换版 and 作废. */
export const advance = command(z.object({ id, change: stateChange.extend({ on: isoDate }) }), ({ db, today }, { id, change }) => {
  // The day of issue is the day of entry, which may come later than what happened on paper.
  const from = db.value<string>(
    `SELECT max("on") FROM (SELECT compiledOn AS "on" FROM filing WHERE id = @id
      UNION ALL SELECT "on" FROM filingEvent WHERE filingId = @id AND state <> 'issued')`,
    { id },
  );
  if (change.on > today || (from !== null && from !== undefined && change.on < from))
    throw refuse('stateDay', 'on', { from: from ?? '', to: today });
  step(db, id, change.state, change);
  return { id };
});

/** A rendered file as it was kept; the render task names this command. */
export const recordFile = command(
  z.object({
    filingId: id,
    format: z.enum(filingFormats),
    name: z.string().max(300),
    sha256: z.string().length(64),
    size: z.number().int().positive(),
  }),
  ({ db, version }, file) => ({ id: db.insert('filingFile', { ...file, appVersion: version }).id }),
);

function step(
  db: Parameters<typeof advance.run>[0]['db'],
  filingId: string,
  state: FilingState,
  { on, note, authority }: { on: string; note: string; authority: string },
): void {
  const filing = db.find('filing', filingId);
  if (!filing) throw notFound('filing');
  if (!nextStates(filing.state as FilingState).includes(state)) throw conflict('filingState', { number: filing.number });
  if (needsReason(state) && note === '') throw refuse('reason', 'note');
  db.update('filing', filingId, { state });
  db.insert('filingEvent', { filingId, state, on, note, authority });
}
