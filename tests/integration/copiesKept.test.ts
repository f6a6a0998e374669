import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/open';
import { apply, change, compare, database, twoCopies } from '../support/copies';
import { populate } from '../support/populated';

describe('what a merge never takes or loses', () => {
  const someone = { name: '张三', sex: '', idNumber: '150202199001011234', phone: '13800138000', education: '', employment: 'formal', isLeader: false, enteredOn: '2026-01-01', departmentId: null, postId: null, remark: '' } as const; // prettier-ignore

  test('people who were erased on one side stay erased, in the images too, and such a merge is final', async () => {
    let personId = '';
    const copies = await twoCopies(async ({ call }) => {
      personId = (await call('person.create', { draft: someone })).value.id;
    });
    const { office, home } = copies;
    const [row] = (await office.call('person.list', { offset: 0, limit: 10 })).rows;
    await office.call('person.leave', { id: personId, revision: row!.revision, on: '2026-11-01' });
    await office.call('person.erase', { id: personId, revision: row!.revision + 1, basis: '本人要求', name: '张三' } as never);
    const { name: _name, ...rest } = someone;
    await home.call('person.update', { id: personId, revision: row!.revision, draft: { ...rest, name: '张三丰' }, from: '2026-11-22' });
    const { found, rows } = await compare(copies);
    expect(rows.find(({ id }) => id === personId)).toMatchObject({ verdict: 'kept', note: 'erased', choices: [] });
    expect(JSON.stringify(rows)).not.toContain('13800138000');
    await apply(copies, found);
    const merged = database(office);
    expect(merged.prepare('SELECT name, phone FROM person WHERE id = ?').get(personId)).toEqual({ name: '已删除人员', phone: '' });
    expect(merged.prepare('SELECT count(*) FROM mergedAudit WHERE subjectId = ? AND (before IS NOT NULL OR after IS NOT NULL)').pluck().get(personId)).toBe(0); // prettier-ignore
    expect((await office.call('audit.verify', {})).faults.filter(({ kind }) => kind !== 'erased')).toEqual([]);
    // The other way round: what was erased here goes there as well.
    await office.call('workspace.close', {});
    await home.call('workspace.open', { folder: home.folder });
    const back = await home.call('copies.compare', { place: office.folder });
    if (back === null || back.needsPassword) throw new Error('not compared');
    expect(back).toMatchObject({ isFinal: true });
    await home.call('copies.decide', { id: back.id, filter: { open: true }, side: 'theirs' });
    expect(await home.call('copies.apply', { id: back.id })).toMatchObject({ isFinal: true, step: null });
    const there = database(home);
    expect(there.prepare('SELECT name, phone FROM person WHERE id = ?').get(personId)).toEqual({ name: '已删除人员', phone: '' });
    expect(there.prepare('SELECT count(*) FROM auditPayload WHERE "before" LIKE ? OR "after" LIKE ?').pluck().get('%13800138000%', '%13800138000%')).toBe(0); // prettier-ignore
    expect(await home.fail('history.undo', {})).toMatchObject({ key: 'undoBarrier' });
  });

  test('accounts and their secrets stay those of this workspace', async () => {
    const copies = await twoCopies();
    const { office, home } = copies;
    await home.call('account.begin', { name: '家里的', password: '钢丝绳与吊钩 2026', heldBy: '总经理' } as never).catch(() => {});
    await change(office, 'FX-0002', { remark: '这里' });
    const file = openDatabase({ file: path.join(home.folder, 'anze.db'), nativeBinding: null });
    expect(file.prepare('SELECT count(*) FROM account').pluck().get()).toBe(1);
    file.close();
    const { found } = await compare(copies);
    await apply(copies, found);
    const merged = database(office);
    for (const table of ['account', 'secret', 'recovery', 'accountDepartment'])
      expect(merged.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  });

  test('issued papers of one number both stay: the older keeps it, the other says so; files of both are there', async () => {
    const copies = await twoCopies(async (made) => populate(made, mkdtempSync(path.join(tmpdir(), 'anze-件 '))));
    const { office, home } = copies;
    const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
    for (const made of [office, home]) {
      const [round] = (await made.call('round.list', {})).filter(({ status }) => status === 'closed');
      await made.call('filing.issue', {
        request: { code: 'F07', roundId: round!.id, compiledOn: '2026-11-22', ...word },
        gapReason: '先报送',
      });
      const scan = path.join(mkdtempSync(path.join(tmpdir(), 'anze-扫 ')), '扫描.pdf');
      writeFileSync(scan, `%PDF-1.7 ${made.folder}`);
      const [paper] = await made.call('filing.list', {});
      const place = { subject: 'filingEvent' as const, subjectId: paper!.events[0]!.id, use: 'scan' as const };
      await made.call('attachment.addFiles', { place, files: [scan] });
    }
    const { found, rows } = await compare(copies);
    expect(found).toMatchObject({ relation: 'diverged', isFinal: true, files: 1, lacking: 0, faults: 0 });
    expect(rows.find(({ subject }) => subject === 'filing')).toMatchObject({ verdict: 'clash' });
    await office.call('copies.decide', { id: found.id, filter: { open: true }, side: 'theirs' });
    const done = await apply(copies, found);
    expect(done).toMatchObject({ isFinal: true, step: null, files: 1, lacking: 0 });
    const numbers = database(office).prepare(`SELECT number FROM filing WHERE code = 'F07' ORDER BY number`).pluck().all();
    expect(numbers).toEqual(['F07-2026-001', 'F07-2026-002', 'F07-2026-003', 'F07-2026-003-乙']);
    expect(database(office).prepare(`SELECT count(*) FROM filingEvent WHERE note LIKE '%须换版%'`).pluck().get()).toBe(1);
    expect((await office.call('audit.verify', {})).faults).toEqual([]);
    expect(await office.fail('history.undo', {})).toMatchObject({ key: 'undoBarrier' });
  });

  test('a round that one side closed and the other worked on comes or stays as a whole', async () => {
    const copies = await twoCopies(async (made) => populate(made, mkdtempSync(path.join(tmpdir(), 'anze-轮 '))));
    const { office, home } = copies;
    const open = (await home.call('round.list', {})).find(({ status }) => status === 'open')!;
    await change(office, 'FX-0001', { remark: '这里' });
    await home.call('round.close', {
      id: open.id,
      revision: open.revision,
      closedOn: '2026-11-22',
      assessedOn: '2026-11-20',
      acceptPending: true,
    });
    const { found, rows } = await compare(copies);
    const row = rows.find(({ id }) => id === open.id)!;
    expect(row).toMatchObject({ verdict: 'conflict', note: 'roundClosed', isOpen: true });
    await office.call('copies.decide', { id: found.id, rows: [row.n], side: 'theirs' });
    expect(await apply(copies, found)).toMatchObject({ isFinal: true });
    const merged = database(office);
    expect(merged.prepare('SELECT status FROM round WHERE id = ?').pluck().get(open.id)).toBe('closed');
    expect(merged.prepare('SELECT remark FROM risk WHERE riskNo = ?').pluck().get('FX-0001')).toBe('这里');
    expect((await office.call('audit.verify', {})).faults).toEqual([]);
  });
});
