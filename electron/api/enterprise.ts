import { z } from 'zod';
import { enterprisePatch } from '../../db/domain/enterprise/enterprise';
import { isDocumentPattern } from '../../db/domain/filing/documentNumber';
import { usccFault } from '../../db/domain/enterprise/uscc';
import { enterpriseRow, readEnterprise } from '../../db/query/enterprise';
import { refuse } from './failure';
import { command, query } from './procedure';

export const getEnterprise = query(z.object({}), ({ db }) => readEnterprise(db));

export const updateEnterprise = command(z.object({ revision: z.number().int(), patch: enterprisePatch }), ({ db }, { revision, patch }) => {
  const { id, isSample: _s, computedScale: _c, scale: _k, missing: _m, revision: _r, ...draft } = readEnterprise(db);
  const next = { ...draft, ...patch };
  const uscc = next.uscc.toUpperCase();
  const fault = uscc === '' ? undefined : usccFault(uscc);
  if (fault) throw refuse('uscc', 'uscc', {}, `uscc.${fault}`);
  if (!isDocumentPattern(next.documentPattern)) throw refuse('documentPattern', 'documentPattern');
  db.update('enterprise', id, enterpriseRow({ ...next, uscc }), revision);
  return { id };
});

/** Choices of the first page and of 企业: regions and sectors. */
export const enterpriseChoices = query(z.object({}), ({ content }) => ({ regions: content.regions(), sectors: content.sectors() }));
