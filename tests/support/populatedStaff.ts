import { approveList } from './duties';
import type { TestWorkspace } from './workspace';

const days = { validFrom: '2026-01-01', validTo: null };

/** Two of what stands around the posts of people: offices, lists of duties, targets, letters, meetings, inspections, records. */
export async function populateStaff(workspace: TestWorkspace, personId: string, departmentId: string, postId: string): Promise<void> {
  const { call } = workspace;
  const certificate = { certificate: '', certificateNumber: '', certificateTo: null, notifiedOn: null, endNotifiedOn: null };
  for (const role of ['principal', 'fullTimeOfficer'] as const)
    await call('appointment.create', {
      draft: { personId, role, departmentId: null, title: '', scope: '', documentNumber: '', ...certificate, ...days, remark: '' },
    });
  for (const kind of ['office', 'committee'] as const)
    await call('safetyBody.create', {
      draft: { kind, name: kind, departmentId: null, isMerged: false, documentNumber: '', ...days, remark: '' },
    });
  await approveList(workspace, postId);
  const draft = { scope: '', criteria: '', preparedBy: '', reviewedBy: '', remark: '', duties: [] };
  await call('responsibility.save', { id: null, revision: null, owner: { role: 'principal' }, draft });
  const target = { year: 2026, departmentId: null, postId: null, kind: 'result' as const, value: '0 起', criteria: '' };
  for (const name of ['死亡事故', '火灾事故']) await call('target.create', { draft: { ...target, name } });
  await call('target.cascade', { year: 2026, departmentIds: [departmentId] });
  await call('letter.issue', {
    draft: {
      year: 2026,
      name: '责任书',
      issuerId: null,
      issuerName: '李四',
      issuerTitle: '',
      ownIssuer: '',
      isByLevel: false,
      issuedOn: '2026-11-21',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      rewards: '',
      remark: '',
    },
  });
  await populateAppraisals(workspace);
  const meeting = { place: '', chairId: null, chairName: '', recorder: '', agenda: [], attendees: [], minutes: '', remark: '' };
  for (const name of ['一季度会议', '二季度会议']) {
    const { value } = await call('committee.create', { draft: { ...meeting, name, heldOn: '2026-06-10' } });
    await call('committee.addResolution', {
      meetingId: value.id,
      draft: { text: '更换护栏', agendaKey: '', departmentId, ownerId: personId, ownerText: '', dueOn: '2026-12-01' },
    });
  }
  const inspection = { isFullScope: true, scope: '', participants: '', content: '', conclusion: '', signedOn: null, remark: '' };
  for (const on of ['2026-10-10', '2026-11-10'])
    await call('inspection.create', { draft: { ...inspection, on, inspectorId: personId, findings: [] } });
  for (const title of ['讲课', '带班'])
    await call('performance.create', {
      draft: { personId, on: '2026-06-01', kind: 'training', title, place: '', content: '', result: '' },
    });
}

/** An open 责任制考核 that is scored in part, and a closed one. */
async function populateAppraisals({ call }: TestWorkspace): Promise<void> {
  for (const [kind, day] of [
    ['quarter', '2026-11-21'],
    ['month', '2026-11-01'],
  ] as const) {
    const span = await call('appraisal.propose', { kind, isOfLeaders: false, day });
    const { value } = await call('appraisal.open', { draft: { ...span, kind, isOfLeaders: false } });
    const { rows } = await call('appraisal.list', { periodId: value.periodId });
    await call('appraisal.fillSelf', { periodId: value.periodId, ids: rows.map(({ id }) => id) });
    if (kind === 'month') continue;
    await call('appraisal.close', { id: value.periodId, revision: 1, on: '2026-11-20', acceptWaiting: true });
  }
}
