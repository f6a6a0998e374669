import { z } from 'zod';
import { auditHead } from '../../db/audit';
import { filingCodes, filingFormats, stepsOf, type FilingCode } from '../../db/domain/filing/filing';
import { id, isoDate, text } from '../../db/domain/field';
import { figureFaults } from '../../db/domain/round/figure';
import { countStanding, eventsOf, getFiling, latestFilings, listFilings } from '../../db/query/filing';
import { bearerOf, proposedNumber } from '../../db/query/documentNumber';
import { pendingNotices } from '../../db/query/notice';
import { nextCount } from '../../db/query/risk';
import { compose, gather, type Dossier } from '../filing/compose';
import { paperOf } from '../filing/papers';
import { filingRequest, type FilingRequest } from '../filing/request';
import type { Document } from '../filing/document';
import { issuedFigures, keptFigures, paperFigures, type KeptFigures } from '../filing/figures';
import { requestGaps } from '../filing/gaps';
import { renderHtml, type HtmlOptions } from '../filing/render/html';
import { maskTold } from '../filing/mask';
import { shortened } from '../filing/shorten';
import { statementOf, type Statement } from '../filing/statement';
import { fontUrls } from '../fonts';
import { makeCards } from './card';
import { invalid, notFound, refuse } from './failure';
import { step } from './filingState';
import { asTask, command, query, task, type CommandScene, type TaskScene } from './procedure';
import { safeFileName } from '../workspace/file';

/** All filings of the handbook with their receivers; those that are composed today carry their formats. */
export const registry = query(z.object({}), ({ content }) => {
  const { filings } = content.json<{ filings: { code: string; title: string; receiver: string; trigger: string; basis: string }[] }>(
    'forms/filings.json',
  );
  return filings.map((entry) => ({ ...entry, formats: isComposed(entry.code) ? paperOf[entry.code].formats : [] }));
});
const isComposed = (code: string): code is FilingCode => (filingCodes as readonly string[]).includes(code);

const previewOptions = ({ content }: Pick<TaskScene, 'content'>): HtmlOptions => ({
  fontUrls,
  pictureUrl: (sha256) => `app://attachment/${sha256}`,
  signUrl: content.signUrl,
});

/** A window of the issued papers, newest first. */
export const list = query(
  z.object({
    code: z.string().max(20).optional(),
    roundId: id.optional(),
    id: id.optional(),
    number: z.string().max(30).optional(),
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
    html: renderHtml(shortened(document, 'sheet'), previewOptions(scene)),
    paper: document.head.paper,
    gaps: requestGaps(scene, dossier),
    mask: maskTold(dossier),
    figures: paperFigures(scene.db, dossier),
    /** Size of the register, by which issuing is a task or not. */
    risks: countStanding(scene.db),
  };
});

/** The 发文字号 that a letter of a day may bear next; empty where nobody has said how they are written. */
export const nextDocumentNumber = query(z.object({ day: isoDate.nullable() }), ({ db, today }, { day }) => ({
  number: proposedNumber(db, (day ?? today).slice(0, 4)),
}));

/** An issued paper as a page, from its frozen document. */
export const preview = task(z.object({ id }), async (scene, { id }) => {
  const filing = getFiling(scene.db, id);
  if (!filing) throw notFound('filing');
  const document = JSON.parse(filing.document) as Document;
  return { html: renderHtml(shortened(document, 'sheet'), previewOptions(scene)), paper: document.head.paper };
});

/**
 * Issues a paper: numbers it, freezes the dossier and the composed document. Never undone; followed by 换版 or 作废.
 * @throws INVALID while something is missing and no reason is given
 */
export const issue = command(
  z.object({ request: filingRequest, gapReason: text(1000).default(''), replacesId: id.nullable().default(null) }),
  (scene, { request: stated, gapReason, replacesId }) => {
    const { db, version } = scene;
    const asked = withNotices(scene, stated);
    if (asked.compiledOn === null) throw refuse('compiledOn', 'compiledOn');
    if (replacesId !== null && getFiling(db, replacesId)?.code !== asked.code) throw refuse('replacesOther', 'replacesId');
    if (asked.code === 'F40') {
      const bearer = bearerOf(db, asked.documentNumber, replacesId);
      if (bearer !== undefined) throw refuse('documentNumberUsed', 'documentNumber', { value: asked.documentNumber, number: bearer });
    }
    const request = { ...withCards(scene, asked), compiledOn: asked.compiledOn };
    const dossier = gather(scene, request);
    if ('entered' in request && request.entered !== undefined) requireReasons(dossier);
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
    const number = `${paperOf[request.code].prefix}-${year}-${String(nextCount(db, 'filing', `${request.code}-${year}`)).padStart(3, '0')}`;
    const head = auditHead(db).hash;
    const document = compose(dossier, { draft: false, number, auditHead: head });
    const row = db.insert('filing', {
      number,
      code: request.code,
      title: document.head.title,
      period: dossier.period,
      roundId: 'roundId' in request ? request.roundId : null,
      compiledOn: request.compiledOn,
      authorityId: 'authorityId' in request ? (request.authorityId ?? null) : null,
      addressee: 'recipient' in dossier ? (dossier.recipient ?? '') : '',
      dossier: JSON.stringify(dossier),
      entered: JSON.stringify(keptFigures(dossier)),
      figures: JSON.stringify(statementOf(dossier) ?? {}),
      document: JSON.stringify(document),
      template: dossier.schema,
      appVersion: version,
      auditHead: head,
      gapReason: lacking.length > 0 ? gapReason : '',
      findings: JSON.stringify(gaps),
      replacesId,
      request: JSON.stringify(asked),
    });
    db.insert('filingEvent', { filingId: row.id, state: 'issued', on: scene.today, note: gapReason });
    if (replacesId !== null) step(db, replacesId, { state: 'replaced', on: scene.today, note: number });
    return { id: row.id, number, gaps };
  },
);

/** @throws INVALID where a figure that was entered for this paper is no number, or nobody says why it differs from what was counted */
function requireReasons(dossier: Dossier): void {
  const faults = 'corrections' in dossier ? figureFaults(dossier.corrections) : [];
  if (faults.length > 0)
    throw invalid(
      faults.map(({ key, fault }) => ({
        rule: 'figure',
        kind: 'arithmetic',
        key: `figure.${fault}`,
        field: `entered.${key}`,
        params: { figure: key },
      })),
    );
}

/** The same for a register of many risks. */
export const issueLarge = asTask('filing.issue', issue);

/** Notice cards are made before they are issued, so that each has its version. */
function withCards(scene: CommandScene, request: FilingRequest): FilingRequest {
  if (request.code !== 'F33' || request.compiledOn === null) return request;
  return { ...request, selection: { ids: makeCards(scene, request.selection, request.compiledOn) } };
}

/** Which appointments a notice tells of is settled when it goes out: once told, they are no longer among those still to be told. */
const withNotices = ({ db, today }: CommandScene, request: FilingRequest): FilingRequest =>
  request.code === 'F37' && request.items === null
    ? { ...request, items: pendingNotices(db, today).map(({ id, kind }) => ({ id, kind })) }
    : request;

/**
 * What was stated when a paper was issued, from which its new version starts, with its figures, and why it came back where it did;
 * `request` and `figures` are null for papers of earlier versions of the application.
 */
export const stated = query(z.object({ id }), ({ db }, { id }) => {
  const filing = getFiling(db, id);
  if (!filing) throw notFound('filing');
  const request = filingRequest.safeParse(JSON.parse(filing.request));
  const returned = stepsOf(eventsOf(db, id))
    .map(({ now }) => now)
    .findLast(({ state }) => state === 'returned');
  return {
    number: filing.number,
    request: request.success ? request.data : null,
    figures: issuedFigures(JSON.parse(filing.figures) as Statement, JSON.parse(filing.entered) as KeptFigures),
    returned:
      returned === undefined
        ? null
        : { on: returned.on, reasonKind: returned.reasonKind, note: returned.note, authority: returned.authority },
  };
});

/** A rendered file as it was kept; the render task names this command. */
export const recordFile = command(
  z.object({
    filingId: id,
    format: z.enum(filingFormats),
    /** Where it lies in the folder of papers, as the application names files: never the folder itself, nor one above it. */
    name: z.string().refine((name) => name === safeFileName(name)),
    sha256: z.string().length(64),
    size: z.number().int().positive(),
    pages: z.number().int().positive().nullable().default(null),
    formId: id.nullable().default(null),
  }),
  ({ db, version }, file) => ({ id: db.insert('filingFile', { ...file, appVersion: version }).id }),
);
