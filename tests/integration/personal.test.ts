import { beforeEach, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Database } from '../../db/handle';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const numbers = { idNumber: '150203197803120013', phone: '13800000004' };
const draft = {
  name: '贺文婷',
  sex: 'female' as const,
  ...numbers,
  education: '大专',
  employment: 'formal' as const,
  isLeader: false,
  enteredOn: '2020-01-01',
  departmentId: null,
  postId: null,
  remark: '',
};

let workspace: TestWorkspace;
let file: Database;
let id: string;
let riskId: string;
beforeEach(async () => {
  workspace = await newWorkspace();
  file = openFile(workspace.folder);
  id = (await workspace.call('person.create', { draft })).value.id;
  riskId = (
    await workspace.call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 6, c: 15, ownerId: id, ownerText: '贺文婷', phone: numbers.phone },
    })
  ).value.id;
  return async () => {
    file.close();
    await workspace.host.close();
  };
});
const dossier = () => workspace.call('person.dossier', { id });
const erase = async () => ({ id, revision: (await dossier()).found.person.revision, basis: '本人申请，保存期限届满', name: '贺文婷' });
/** Nobody leaves with something open in that name; the risk is theirs again afterwards, as an import may have it. */
const leave = async () => {
  const owned = (ownerId: string | null, ownerText: string, revision: number) =>
    workspace.call('risk.update', { id: riskId, revision, patch: { ownerId, ownerText } });
  await owned(null, '', 1);
  await workspace.call('person.leave', { id, revision: 1, on: '2026-11-20' });
  await owned(id, '贺文婷', 2);
};

describe('the personal data of somebody', () => {
  test('is told place by place with the reason why it stays', async () => {
    const { lines, found, law } = await dossier();
    expect(lines.map(({ record, field }) => `${record} ${field}`)).toEqual(
      expect.arrayContaining(['人员 名称、姓名', '人员 身份证号', '人员 联系电话', '风险 责任人', '风险 联系电话']),
    );
    expect(lines.every(({ why }) => why !== '')).toBe(true);
    expect([found.owned, law.includes('第四十七条')]).toEqual([1, true]);
    expect(await workspace.fail('person.dossier', { id: riskId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('goes from the record, the register, the audit and the search once the person has left; the chain still holds', async () => {
    await leave();
    await workspace.call('person.erase', await erase());
    const everything = JSON.stringify(['person', 'risk', 'searchEntry'].map((table) => file.prepare(`SELECT * FROM ${table}`).all()));
    for (const gone of ['贺文婷', numbers.idNumber, numbers.phone]) expect(everything).not.toContain(gone);
    const images = file
      .prepare(
        'SELECT count(*) FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.subjectId = ? AND (p.before IS NOT NULL OR p.after IS NOT NULL)',
      )
      .pluck()
      .get(id);
    expect(images).toBe(0);
    const { faults } = await workspace.call('audit.verify', {});
    expect(faults.filter(({ kind }) => kind !== 'erased')).toEqual([]);
    expect((await workspace.call('risk.get', { id: riskId })).risk.owner).toBe('已删除人员');
    expect((await workspace.call('history.state', {})).undo).toBeNull();
    expect(await workspace.fail('person.erase', { ...(await erase()), name: '已删除人员' })).toMatchObject({ key: 'erase.done' });
  });

  test('goes from the backups, too, once somebody says so: a new one takes the place of all that still hold it', async () => {
    const { id: former } = await workspace.call('backup.run', {});
    expect(await workspace.call('erasedBackup.state', {})).toMatchObject({ at: null, here: 0 });
    await leave();
    await workspace.call('person.erase', await erase());
    expect(await workspace.call('erasedBackup.state', {})).toMatchObject({ here: 1, second: 0, holds: [] });
    expect(await workspace.fail('erasedBackup.drop', { name: '示范' })).toMatchObject({ findings: [{ rule: 'enterpriseName' }] });
    const name = (await workspace.call('enterprise.get', {})).name;
    const { id: hold } = (await workspace.call('legalHold.create', { title: '诉讼', reason: '举证', personId: null, from: '2026-11-01' }))
      .value;
    expect(await workspace.fail('erasedBackup.drop', { name })).toMatchObject({ key: 'erase.held', params: { title: '诉讼' } });
    await workspace.call('legalHold.end', { id: hold, revision: 1, on: '2026-11-20' });
    expect(await workspace.call('erasedBackup.drop', { name })).toEqual({ dropped: 1 });
    const { entries } = await workspace.call('backup.list', {});
    expect(entries.map(({ id: kept, state, why }) => [kept === former, state, why])).toEqual([[false, 'proven', 'erase']]);
    expect(await workspace.call('erasedBackup.state', {})).toMatchObject({ here: 0, second: 0 });
    const { rows } = await workspace.call('history.changes', { filter: { subject: 'disclosure' }, limit: 5 });
    expect(JSON.stringify(rows)).toContain('删除清除个人信息以前的备份 1 份');
  });

  test('is not erased while the person works here, a demand to keep stands, or the name is not the one', async () => {
    expect(await workspace.fail('person.erase', await erase())).toMatchObject({ code: 'CONFLICT', key: 'erase.stillHere' });
    await leave();
    expect(await workspace.fail('person.erase', { ...(await erase()), name: '贺' })).toMatchObject({ findings: [{ rule: 'eraseName' }] });
    for (const personId of [id, null]) {
      const { value } = await workspace.call('legalHold.create', {
        title: '11·3 事故调查',
        reason: '调查组要求',
        personId,
        from: '2026-11-21',
      });
      expect(await workspace.fail('person.erase', await erase())).toMatchObject({ key: 'erase.held', params: { title: '11·3 事故调查' } });
      await workspace.call('legalHold.end', { id: value.id, revision: 1, on: '2026-11-21' });
    }
    expect(await workspace.fail('person.erase', { ...(await erase()), revision: 1 })).toMatchObject({ code: 'CONFLICT', key: 'conflict' });
    await workspace.call('person.erase', await erase());
  });
});
