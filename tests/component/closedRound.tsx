import path from 'node:path';
import userEvent from '@testing-library/user-event';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell } from '../../electron/workspace/shell';
import { blankPdf } from '../support/printer';
import { serveWorkspace } from './realWorkspace';

const member = { name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true };

/** A workspace with a closed round of two risks; saving goes where `dialogs` says at the time, choosing takes what it names. */
export async function closedRound() {
  const dialogs = { save: null as string | null, files: [] as string[] };
  const opened: string[] = [];
  const workspace = await serveWorkspace({
    shell: {
      ...noShell,
      chooseFiles: () => Promise.resolve(dialogs.files),
      chooseSave: () => Promise.resolve(dialogs.save),
      openPath: (file) => {
        opened.push(path.basename(file));
        return Promise.resolve();
      },
      printPdf: blankPdf,
    },
  });
  const { call } = workspace;
  for (const riskNo of ['A-1', 'A-2'])
    await call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l: 6, e: 6, c: 15 },
    });
  const {
    value: { id },
  } = await call('round.open', {
    draft: {
      name: '2026年第四季度安全风险评估',
      kind: 'quarterly',
      period: '2026Q4',
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: '2026-11-01',
      baseRoundId: null,
      team: [member],
    },
  });
  const { round } = await call('round.get', { id });
  await call('round.close', { id, revision: round.revision, closedOn: '2026-11-21', assessedOn: '2026-11-20', acceptPending: true });
  return { ...workspace, roundId: id, dialogs, opened, user: userEvent.setup() };
}
