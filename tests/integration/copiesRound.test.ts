import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { attachmentFile, workspacePaths } from '../../electron/workspace/paths';
import { apply, change, compare, database, risksOf, rowsOf, twoCopies } from '../support/copies';
import type { TestWorkspace } from '../support/workspace';

const member = { name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true };
const opening = (name: string, period = '2026Q4') => ({
  draft: { name, period, startedOn: '2026-10-08', baseRoundId: null, kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] }, // prettier-ignore
});
const open = async ({ call }: TestWorkspace, name: string) => (await call('round.open', opening(name))).value.id;
const roundsOf = async ({ call }: TestWorkspace) =>
  (await call('round.list', {})).map(({ name, status }) => `${name} ${status}`).toSorted();
const close = async ({ call }: TestWorkspace, id: string) => {
  const { round } = await call('round.get', { id });
  await call('round.close', { id, revision: round.revision, closedOn: '2026-11-22', assessedOn: '2026-11-20', acceptPending: true });
};
const itemsOf = async ({ call }: TestWorkspace, roundId: string) =>
  (await call('round.items', { id: roundId, offset: 0, limit: 200 })).rows
    .map(({ before, after, state }) => `${(after ?? before)?.riskNo} ${state}`)
    .toSorted();
/** Confirms one risk of a round. */
const confirm = async (made: TestWorkspace, roundId: string, riskNo: string, confirmedBy = '李四') => {
  const { rows } = await made.call('round.items', { id: roundId, offset: 0, limit: 200 });
  const item = rows.find(({ before, after }) => (after ?? before)?.riskNo === riskNo)!;
  await made.call('round.confirm', { id: roundId, selection: { ids: [item.id] }, by: confirmedBy, on: '2026-11-21' });
};
const soundIn = async ({ call }: TestWorkspace) => expect((await call('audit.verify', {})).faults).toEqual([]);

describe('a backup as the other copy', () => {
  test('of the copy taken home is merged like that copy, with its evidence', async () => {
    const copies = await twoCopies();
    const { office, home } = copies;
    await change(office, 'FX-0001', { remark: '这里' });
    await change(home, 'FX-0002', { remark: '家里' });
    const [risk] = await risksOf(home);
    const picture = path.join(mkdtempSync(path.join(tmpdir(), 'anze-图 ')), '现场.pdf');
    writeFileSync(picture, '%PDF-家里拍的');
    await home.call('attachment.addFiles', { place: { subject: 'risk', subjectId: risk!.id, use: 'evidence' }, files: [picture] });
    const { id } = await home.call('backup.run', { why: 'manual' });
    await change(home, 'FX-0002', { remark: '备份以后' });
    await home.call('workspace.close', {});
    const found = await office.call('copies.compare', { place: path.join(home.folder, 'backups', id) });
    if (found === null || found.needsPassword) throw new Error('not compared');
    expect(found).toMatchObject({ kind: 'backup', relation: 'diverged', files: 1, lacking: 0, faults: 0, counts: { open: 0 } });
    const before = rowsOf(office);
    expect(await apply(copies, found)).toMatchObject({ files: 1, lacking: 0 });
    expect((await risksOf(office)).map(({ remark }) => remark)).toEqual(['这里', '家里']);
    const [file] = await office.call('attachment.list', { subject: 'risk', subjectId: risk!.id });
    expect(readFileSync(attachmentFile(workspacePaths(office.folder).attachments, file!.sha256), 'utf8')).toBe('%PDF-家里拍的');
    await soundIn(office);
    await office.call('history.undo', {});
    expect(rowsOf(office)).toEqual(before);
    await soundIn(office);
  });

  test('of this very workspace brings back what its file has lost', async () => {
    const { office, home } = await twoCopies();
    await change(office, 'FX-0001', { remark: '丢了的' });
    const backup = await office.call('backup.run', { why: 'manual' });
    await office.call('workspace.close', {});
    // The file fell back to what it was, and was worked on.
    await home.call('workspace.close', {});
    for (const part of ['anze.db'] as const) writeFileSync(path.join(office.folder, part), readFileSync(path.join(home.folder, part)));
    await office.call('workspace.open', { folder: office.folder });
    await change(office, 'FX-0002', { remark: '以后的' });
    expect(await office.call('backup.ahead', {})).toMatchObject({ id: backup.id, lost: 1, since: 1 });
    const found = await office.call('copies.compare', { place: path.join(office.folder, 'backups', backup.id) });
    if (found === null || found.needsPassword) throw new Error('not compared');
    expect(found).toMatchObject({ kind: 'backup', relation: 'diverged' });
    await office.call('copies.apply', { id: found.id });
    expect((await risksOf(office)).map(({ remark }) => remark)).toEqual(['丢了的', '以后的']);
    expect(await office.call('backup.ahead', {})).toBeNull();
    await soundIn(office);
  });

  test('that is damaged is told, and nothing is compared', async () => {
    const { office, home } = await twoCopies();
    await change(home, 'FX-0002', { remark: '家里' });
    const { id } = await home.call('backup.run', { why: 'manual' });
    const file = path.join(home.folder, 'backups', id, 'anze.db');
    const bytes = readFileSync(file);
    bytes[bytes.length - 100]! ^= 0xff;
    writeFileSync(file, bytes);
    expect(await office.fail('copies.compare', { place: path.dirname(file) })).toMatchObject({ key: 'copiesBroken' });
  });
});

describe('open rounds of both copies', () => {
  test('opened apart: ours goes on and is told of the risks that came; the other one stays there', async () => {
    const copies = await twoCopies();
    const { office, home } = copies;
    const ours = await open(office, '公司开的');
    const theirs = await open(home, '家里开的');
    await change(home, 'FX-0002', { remark: '家里', l: 3 });
    await confirm(home, theirs, 'FX-0001');
    const photo = path.join(mkdtempSync(path.join(tmpdir(), 'anze-签 ')), '签到.pdf');
    writeFileSync(photo, '%PDF-签到');
    await home.call('attachment.addFiles', { place: { subject: 'round', subjectId: theirs, use: 'signIn' }, files: [photo] });
    const { found, rows } = await compare(copies);
    const row = rows.find(({ id }) => id === theirs)!;
    expect(row).toMatchObject({ subject: 'round', verdict: 'conflict', note: 'openRound', choices: ['mine'], isOpen: true });
    expect(rows.filter(({ subject, verdict }) => subject === 'roundRisk' && verdict !== 'kept')).toEqual([]);
    expect(await office.fail('copies.apply', { id: found.id })).toMatchObject({ key: 'copiesUndecided' });
    await office.call('copies.decide', { id: found.id, filter: { open: true }, side: 'mine' });
    const before = rowsOf(office);
    await apply(copies, found);
    expect(await roundsOf(office)).toEqual(['公司开的 open']);
    expect(await itemsOf(office, ours)).toEqual(['FX-0001 pending', 'FX-0002 changed']);
    await soundIn(office);
    await office.call('history.undo', {});
    expect(rowsOf(office)).toEqual(before);
  });

  test('that are one: what each side confirmed is confirmed', async () => {
    let roundId = '';
    const copies = await twoCopies(async (made) => {
      roundId = await open(made, '四季度');
    });
    const { office, home } = copies;
    await confirm(office, roundId, 'FX-0001', '王五');
    await confirm(home, roundId, 'FX-0002', '赵六');
    const { found, rows } = await compare(copies);
    expect(found.counts.open).toBe(0);
    expect(rows.find(({ subject, verdict }) => subject === 'roundRisk' && verdict === 'taken')).toBeDefined();
    await apply(copies, found);
    expect(await itemsOf(office, roundId)).toEqual(['FX-0001 confirmed', 'FX-0002 confirmed']);
    await soundIn(office);
  });

  test('of which ours is the one that was closed there, with another opened since: they come together or not at all', async () => {
    for (const side of ['mine', 'theirs'] as const) {
      let roundId = '';
      const copies = await twoCopies(async (made) => {
        roundId = await open(made, '三季度');
      });
      const { office, home } = copies;
      await confirm(office, roundId, 'FX-0001');
      await close(home, roundId);
      const next = await open(home, '四季度');
      const { found, rows } = await compare(copies);
      expect(rows.find(({ id }) => id === roundId)).toMatchObject({ verdict: 'conflict', note: 'roundNext', isOpen: true });
      await office.call('copies.decide', { id: found.id, rows: [rows.find(({ id }) => id === roundId)!.n], side });
      await apply(copies, found);
      expect(await roundsOf(office)).toEqual(side === 'mine' ? ['三季度 open'] : ['三季度 closed', '四季度 open']);
      const items = database(office).prepare('SELECT count(*) FROM roundRisk WHERE roundId = ?').pluck();
      expect([roundId, next].map((id) => items.get(id))).toEqual(side === 'mine' ? [2, 0] : [2, 2]);
      await soundIn(office);
    }
  });

  test('of which one was given up here and worked on there: never two are open', async () => {
    let roundId = '';
    const copies = await twoCopies(async (made) => {
      roundId = await open(made, '三季度');
    });
    const { office, home } = copies;
    const { round } = await office.call('round.get', { id: roundId });
    await office.call('round.abandon', { id: roundId, revision: round.revision });
    await open(office, '四季度');
    await confirm(home, roundId, 'FX-0001');
    const { found } = await compare(copies);
    await office.call('copies.decide', { id: found.id, filter: { open: true }, side: 'theirs' }).catch(() => {});
    await office.call('copies.decide', { id: found.id, filter: { open: true }, side: 'mine' });
    await apply(copies, found);
    expect(database(office).prepare(`SELECT count(*) FROM round WHERE status = 'open'`).pluck().get()).toBe(1);
    await soundIn(office);
  });
});

describe('rounds closed on both sides', () => {
  test('with the same content ask nobody', async () => {
    let roundId = '';
    const copies = await twoCopies(async (made) => {
      roundId = await open(made, '三季度');
      await confirm(made, roundId, 'FX-0001');
    });
    const { office, home } = copies;
    await close(office, roundId);
    await close(home, roundId);
    const { found, rows } = await compare(copies);
    expect(rows.filter(({ isOpen }) => isOpen)).toEqual([]);
    const before = database(office).prepare('SELECT * FROM round').all();
    await apply(copies, found);
    expect(database(office).prepare('SELECT * FROM round').all()).toEqual(before);
    await soundIn(office);
  });

  test('with other content come or stay as a whole', async () => {
    for (const side of ['mine', 'theirs'] as const) {
      let roundId = '';
      const copies = await twoCopies(async (made) => {
        roundId = await open(made, '三季度');
      });
      const { office, home } = copies;
      await confirm(office, roundId, 'FX-0001', '王五');
      await close(office, roundId);
      await confirm(home, roundId, 'FX-0002', '赵六');
      await close(home, roundId);
      const { found, rows } = await compare(copies);
      expect(rows.filter(({ subject }) => subject === 'round' || subject === 'roundRisk')).toMatchObject([{ id: roundId, note: 'roundClosed', isOpen: true }]); // prettier-ignore
      await office.call('copies.decide', { id: found.id, filter: { open: true }, side });
      await apply(copies, found);
      const confirmed = database(office).prepare('SELECT confirmedBy FROM roundRisk ORDER BY confirmedBy').pluck().all();
      expect(confirmed).toContain(side === 'mine' ? '王五' : '赵六');
      expect(confirmed).not.toContain(side === 'mine' ? '赵六' : '王五');
      await soundIn(office);
    }
  });
});
