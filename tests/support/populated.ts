import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { emptyAuthority } from '../../db/domain/filing/handover';
import { rectangle } from '../../db/domain/map/outline';
import { emptySheets } from '../../db/domain/point/sheet';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell, type Shell } from '../../electron/workspace/shell';
import { authorityDocx } from './authorityDocx';
import { populateStaff } from './populatedStaff';
import { countyForm } from './forms';
import { blankPdf } from './printer';
import type { TestWorkspace } from './workspace';

/** Prints empty pages and asks nobody. */
export const paperShell: Shell = { ...noShell, printPdf: blankPdf };

/** A png as far as its size. */
export const image = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 32, 0, 0, 2, 88]); // prettier-ignore

/**
 * Some of everything: departments, people, risks, lists, plans, cards, a closed and an open round, issued papers.
 * @param folder where the files are made that are taken in
 */
export async function populate(workspace: TestWorkspace, folder: string): Promise<void> {
  const { call } = workspace;
  const department = await call('department.create', {
    draft: { name: '一车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' },
  });
  const departmentId = department.value.id;
  const post = await call('post.create', {
    draft: { name: '行车工', departmentId, isSpecialOperation: true, isLeader: false, validFrom: '2026-01-01' },
  });
  const person = await call('person.create', {
    draft: {
      name: '张三',
      sex: '',
      idNumber: '',
      phone: '',
      education: '',
      employment: 'formal',
      isLeader: false,
      enteredOn: null,
      departmentId,
      postId: post.value.id,
      remark: '',
    },
  });
  await populateStaff(workspace, person.value.id, departmentId, post.value.id);
  await call('department.create', { draft: { name: '空部门', parentId: null, kind: 'department', validFrom: '2026-01-01' } });
  await call('riskPoint.create', { draft: { no: '', name: '空库房', kind: 'place', location: '', departmentId, remark: '' } });
  for (const l of [1, 3, 6] as const) {
    const draft = { ...emptyRisk, hazardSource: `危险源 ${l}`, l, e: 6, c: 15, departmentId, ownerId: person.value.id };
    await call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft });
  }
  const member = { name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true };
  const round = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] };
  const first = await call('round.open', {
    draft: { ...round, name: '三季度', period: '2026Q3', startedOn: '2026-09-01', baseRoundId: null },
  });
  await call('round.close', { id: first.value.id, revision: 1, closedOn: '2026-09-30', assessedOn: '2026-09-20', acceptPending: true });
  const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
  for (const gapReason of ['先报送', '再报送']) {
    await call('filing.issue', { request: { code: 'F07', roundId: first.value.id, compiledOn: '2026-10-08', ...word }, gapReason });
  }
  const [paper] = await call('filing.list', {});
  const scan = path.join(folder, '扫描.pdf');
  writeFileSync(scan, '%PDF-1.7');
  const place = { subject: 'filingEvent' as const, subjectId: paper!.events[0]!.id, use: 'scan' as const };
  await call('attachment.addFiles', { place, files: [scan] });
  await call('publication.create', {
    roundId: first.value.id,
    draft: { fromOn: '2026-10-09', toOn: '2026-10-15', place: '公告栏', phone: '', result: '', objections: '' },
  });
  await populatePlaces(call, departmentId, folder);
  await populateHandOver(call, paper!.id, folder);
  await call('round.open', { draft: { ...round, name: '四季度', period: '2026Q4', startedOn: '2026-10-08', baseRoundId: first.value.id } });
}

/** Entries of the three lists, a floor plan with its areas, and a notice card that was made. */
async function populatePlaces(call: TestWorkspace['call'], departmentId: string, folder: string): Promise<void> {
  const { activity, equipment, workplace } = emptySheets;
  const own = { departmentId };
  await call('point.create', { sheet: 'activity', point: { name: '吊装' }, draft: { ...activity, ...own, steps: ['挂钩', '起吊'] } });
  await call('point.create', { sheet: 'equipment', point: { name: '空压机' }, draft: { ...equipment, ...own } });
  await call('point.create', { sheet: 'workplace', point: { name: '喷漆房' }, draft: { ...workplace, ...own } });
  const picture = path.join(folder, '平面图.png');
  writeFileSync(picture, image);
  const { value } = await call('map.takeImage', { planId: null, files: [picture] });
  await call('map.createPlan', { draft: { name: '空白', drawnOn: null, approvedBy: '', remark: '' } });
  const { rows } = await call('map.points', { offset: 0, limit: 200 });
  for (const [index, name] of ['甲区', '乙区'].entries()) {
    const outline = rectangle([index * 400_000, 0], [index * 400_000 + 300_000, 300_000]);
    const zone = await call('map.createZone', { planId: value.id!, draft: { name, outline, departmentId, ownerText: '' } });
    await call('map.assign', { zoneId: zone.value.id, pointIds: [rows[index]!.id] });
  }
  const [card] = (await call('card.list', { filter: { all: true }, offset: 0, limit: 10 })).rows;
  const { shown } = await call('card.get', { pointId: card!.id });
  await call('card.save', { pointId: card!.id, compiledOn: '2026-10-08', texts: shown });
}

/** Two authorities and what one wants, two forms, a letter and the package that went with it. */
async function populateHandOver(call: TestWorkspace['call'], paperId: string, folder: string): Promise<void> {
  for (const name of ['包头市应急管理局', '昆都仑区应急管理局']) {
    const { value } = await call('authority.create', { draft: { ...emptyAuthority, name } });
    await call('authority.createProfile', { authorityId: value.id, draft: { name: '季报' } });
  }
  for (const [name, bytes] of [
    ['县表样.xlsx', await countyForm()],
    ['县报告表.docx', await authorityDocx()],
  ] as const) {
    writeFileSync(path.join(folder, name), bytes);
    await call('form.take', { file: path.join(folder, name) });
  }
  const letter = {
    code: 'F40' as const,
    compiledOn: '2026-10-08',
    recipient: '包头市应急管理局',
    contact: { name: '张三', phone: '', address: '' },
    items: [{ number: '', title: '清单', copies: 1, pages: null, format: '' }],
  };
  const { value } = await call('filing.issue', { request: letter, gapReason: '先报送' });
  await call('filing.package', { letterId: value.id, filings: [{ id: paperId, formats: ['xlsx'] }], file: path.join(folder, '包.zip') });
}
