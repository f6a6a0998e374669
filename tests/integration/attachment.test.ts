import { hash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AttachmentSubject } from '../../db/domain/attachment';
import { emptySheets } from '../../db/domain/point/sheet';
import { emptyRisk } from '../../db/domain/risk/risk';
import { attachmentFile, workspacePaths } from '../../electron/workspace/paths';
import { noShell } from '../../electron/workspace/shell';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
let outside: string;
let made: TestWorkspace;
let riskId: string;
let opened: string[];
let chosen: string[];

beforeEach(async () => {
  outside = mkdtempSync(path.join(tmpdir(), 'anze-附件 '));
  [opened, chosen] = [[], []];
  const shell = {
    ...noShell,
    openPath: async (file: string) => void opened.push(file),
    chooseFiles: () => Promise.resolve(chosen),
  };
  made = await newWorkspace({ shell });
  const draft = { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 };
  riskId = (await made.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft })).value.id;
});

const place = () => ({ subject: 'risk' as const, subjectId: riskId, use: 'evidence' as const });
const list = () => made.call('attachment.list', { subject: 'risk', subjectId: riskId });
const kept = () => {
  const { attachments } = workspacePaths(made.folder);
  return readdirSync(attachments).flatMap((folder) => readdirSync(path.join(attachments, folder)));
};
function write(name: string, content: string | Uint8Array): string {
  const file = path.join(outside, name);
  writeFileSync(file, content);
  return file;
}

describe('files', () => {
  test('are kept under their SHA-256 with the name they had, once for the same bytes', async () => {
    const files = [write('整改 前.png', png), write('说明.pdf', '%PDF-1.7'), write('副本.png', png)];
    const { changed } = await made.call('attachment.addFiles', { place: place(), files });
    expect(changed).toBe(2);
    const sha256 = hash('sha256', png, 'hex');
    expect(await list()).toMatchObject([
      { use: 'evidence', name: '整改 前.png', sha256, size: png.length, mediaType: 'image/png', createdBy: '王安全' },
      { name: '说明.pdf', size: 8, mediaType: '' },
    ]);
    const file = attachmentFile(workspacePaths(made.folder).attachments, sha256);
    expect(path.relative(made.folder, file)).toBe(path.join('attachments', sha256.slice(0, 2), sha256));
    expect(Uint8Array.from(readFileSync(file))).toEqual(png);
    expect(kept()).toHaveLength(2);
    expect((await made.call('attachment.addFiles', { place: place(), files: files.slice(0, 1) })).changed).toBe(0);
  });

  test('are asked for where none is named; choosing none changes nothing', async () => {
    expect(await made.call('attachment.addFiles', { place: place(), files: [] })).toMatchObject({ changed: 0, step: null });
    chosen = [write('扫描.pdf', '%PDF-1.7')];
    expect((await made.call('attachment.addFiles', { place: place(), files: [] })).changed).toBe(1);
  });

  test('that were damaged where they are kept are written anew', async () => {
    const file = write('扫描.pdf', '%PDF-1.7');
    await made.call('attachment.addFiles', { place: place(), files: [file] });
    const stored = attachmentFile(workspacePaths(made.folder).attachments, hash('sha256', '%PDF-1.7', 'hex'));
    truncateSync(stored, 3);
    await made.call('attachment.addFiles', { place: place(), files: [file] });
    expect(readFileSync(stored, 'utf8')).toBe('%PDF-1.7');
  });

  test.each([
    ['安装.exe', 'MZ', 'attachmentKind', {}],
    ['空.pdf', '', 'attachmentEmpty', {}],
    ['大.zip', 51 * 1024 * 1024, 'attachmentLarge', { limit: 50 }],
    ['文件夹.pdf', null, 'attachmentFolder', {}],
  ])('like %s are refused by name, and nothing beside them is taken', async (name, content, rule, params) => {
    const good = write('好.pdf', '%PDF-1.7');
    const bad = path.join(outside, name);
    if (content === null) mkdirSync(bad);
    else writeFileSync(bad, typeof content === 'string' ? content : '');
    if (typeof content === 'number') truncateSync(bad, content);
    const failure = await made.fail('attachment.addFiles', { place: place(), files: [good, bad] });
    expect(failure).toMatchObject({
      code: 'INVALID',
      findings: [
        { rule, params: { name, ...params } },
        { rule: 'attachmentRest', params: { count: 1 } },
      ],
    });
    expect(await list()).toEqual([]);
    expect(kept()).toEqual([]);
  });

  test('that cannot be taken are told together, and the others are taken when that is wanted; more than 500 are not begun', async () => {
    const bad = Array.from({ length: 12 }, (_, n) => write(`程序${n}.exe`, 'MZ'));
    const files = [...bad, write('好.pdf', '%PDF-1.7'), write('说明.txt', '好')];
    const { findings } = await made.fail('attachment.addFiles', { place: place(), files });
    expect(findings!.map(({ rule }) => rule)).toEqual([...Array<string>(10).fill('attachmentKind'), 'attachmentMore', 'attachmentRest']);
    expect(findings!.slice(-2).map(({ params }) => params!['count'])).toEqual([2, 2]);
    expect((await made.call('attachment.addFiles', { place: place(), files, partly: true })).changed).toBe(2);
    expect(await made.fail('attachment.addFiles', { place: place(), files: bad, partly: true })).toMatchObject({ code: 'INVALID' });
    const many = Array.from({ length: 501 }, () => files.at(-1)!);
    expect(await made.fail('attachment.addFiles', { place: place(), files: many })).toMatchObject({
      findings: [{ rule: 'attachmentMany', params: { count: 501, limit: 500 } }],
    });
  });

  test('that are many are one step, which undo takes back whole', async () => {
    const files = Array.from({ length: 500 }, (_, n) => write(`照片${n}.png`, Buffer.concat([png, Buffer.from(String(n))])));
    expect((await made.call('attachment.addFiles', { place: place(), files })).changed).toBe(500);
    expect(await list()).toHaveLength(500);
    await made.call('history.undo', {});
    expect(await list()).toEqual([]);
    expect(kept().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('that are gone, for records that are gone or for a use that the record does not know are refused', async () => {
    const gone = path.join(outside, '不在.pdf');
    expect(await made.fail('attachment.addFiles', { place: place(), files: [gone] })).toMatchObject({ code: 'NOT_FOUND', key: 'file' });
    const files = [write('扫描.pdf', '%PDF-1.7')];
    const strange = { ...place(), subjectId: '018f6b3a-0000-7000-8000-000000000000' };
    expect(await made.fail('attachment.addFiles', { place: strange, files })).toMatchObject({
      code: 'NOT_FOUND',
      params: { subject: 'risk' },
    });
    expect(await made.fail('attachment.addFiles', { place: { ...place(), use: 'receipt' }, files })).toMatchObject({ code: 'INVALID' });
    const never = { name: '扫描.pdf', sha256: 'a'.repeat(64) };
    expect(await made.fail('attachment.add', { place: place(), files: [never] })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a pasted picture', () => {
  test('is kept by the name that the page gives it', async () => {
    await made.call('attachment.addPicture', { place: place(), name: '粘贴的图片1.png', bytes: png.slice().buffer });
    expect(await list()).toMatchObject([{ name: '粘贴的图片1.png', size: png.length, mediaType: 'image/png' }]);
  });

  test('is none that is something else', async () => {
    const text = new TextEncoder().encode('<svg/>').buffer;
    const failure = await made.fail('attachment.addPicture', { place: place(), name: '图.png', bytes: text });
    expect(failure).toMatchObject({ code: 'INVALID', findings: [{ rule: 'attachmentPicture' }] });
    expect(await made.fail('attachment.addPicture', { place: place(), name: '图.png', bytes: 'text' })).toMatchObject({ code: 'INVALID' });
    expect(kept()).toEqual([]);
  });
});

test('a file is opened as a copy under its name', async () => {
  await made.call('attachment.addFiles', { place: place(), files: [write('整改 前.png', png)] });
  const { id, sha256 } = (await list())[0]!;
  await made.call('attachment.open', { id });
  expect(opened.map((file) => path.basename(file))).toEqual(['整改 前.png']);
  writeFileSync(opened[0]!, 'scribbled');
  expect(statSync(attachmentFile(workspacePaths(made.folder).attachments, sha256)).size).toBe(png.length);
  expect(await made.fail('attachment.open', { id: riskId })).toMatchObject({ code: 'NOT_FOUND' });
});

test('what is taken away, or goes with its record, comes back by undo with its bytes; the audit holds', async () => {
  await made.call('attachment.addFiles', { place: place(), files: [write('整改 前.png', png)] });
  const { id, revision, sha256 } = (await list())[0]!;
  await made.call('attachment.remove', { id, revision });
  expect(await list()).toEqual([]);
  expect(existsSync(attachmentFile(workspacePaths(made.folder).attachments, sha256))).toBe(true);
  await made.call('history.undo', {});
  expect(await list()).toMatchObject([{ id, sha256 }]);
  await made.call('risk.remove', { selection: { ids: [riskId] } });
  expect(await list()).toEqual([]);
  await made.call('history.undo', {});
  expect(await list()).toMatchObject([{ id }]);
  expect((await made.call('audit.verify', {})).faults).toEqual([]);
});

test('a risk point and its entry in a list keep their files when they are merged, lose them when they go, and undo brings them back', async () => {
  const { call } = made;
  const [paper, photo] = [write('合格证.pdf', '%PDF-1.7'), write('照片.png', png)];
  const entry = async (name: string) =>
    (await call('point.create', { sheet: 'equipment', point: { name }, draft: emptySheets.equipment })).value;
  const [stays, goes] = [await entry('桥式起重机'), await entry('桥式起重机2')];
  const add = (subject: AttachmentSubject, subjectId: string, ...files: string[]) =>
    call('attachment.addFiles', { place: { subject, subjectId, use: 'evidence' }, files });
  const names = async (subject: AttachmentSubject, subjectId: string) =>
    (await call('attachment.list', { subject, subjectId })).map(({ name }) => name);
  await add('equipment', stays.id, paper);
  await add('equipment', goes.id, paper, photo);
  await add('riskPoint', goes.riskPointId, photo);
  await call('riskPoint.merge', { keep: stays.riskPointId, others: [goes.riskPointId] });
  const both = async () => [await names('equipment', stays.id), await names('riskPoint', stays.riskPointId)];
  expect(await both()).toEqual([['合格证.pdf', '照片.png'], ['照片.png']]);
  const { revision } = (await call('riskPoint.list', { offset: 0, limit: 10 })).rows.find(({ id }) => id === stays.riskPointId)!;
  await call('riskPoint.remove', { id: stays.riskPointId, revision });
  expect(await both()).toEqual([[], []]);
  await call('history.undo', {});
  expect(await both()).toEqual([['合格证.pdf', '照片.png'], ['照片.png']]);
});
