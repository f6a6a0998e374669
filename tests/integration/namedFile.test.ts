import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../db/open';
import { Reader } from '../../db/handle';
import { filesNamed } from '../../db/query/namedFile';
import { emptyRisk } from '../../db/domain/risk/risk';
import { namedPath, workspacePaths } from '../../electron/workspace/paths';
import { noShell, type Shell } from '../../electron/workspace/shell';
import { blankPdf } from '../support/printer';
import { newWorkspace } from '../support/workspace';

const shell: Shell = { ...noShell, printPdf: blankPdf };
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('every kept file is named once with the hash of its bytes, also one that only undo could bring back', async () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'anze-证据 '));
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(path.join(outside, name), bytes);
    return path.join(outside, name);
  };
  const { call, folder, host } = await newWorkspace({ shell });
  const draft = { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 };
  const riskId = (await call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft })).value.id;
  const place = { subject: 'risk' as const, subjectId: riskId, use: 'evidence' as const };
  await call('attachment.addFiles', { place, files: [file('整改前.png', dot), file('说明.pdf', '%PDF-1.7'), file('去掉的.txt', '旧')] });
  const gone = (await call('attachment.list', { subject: 'risk', subjectId: riskId })).find(({ name }) => name === '去掉的.txt')!;
  await call('attachment.remove', { id: gone.id, revision: gone.revision });
  await call('map.takeImage', { planId: null, files: [file('平面图.png', Buffer.concat([dot, Buffer.from('2')]))] });
  const stated = { compiledOn: '2026-11-20', roundId: null };
  const f07 = (await call('filing.issue', { request: { code: 'F07', ...stated }, gapReason: '先报送' })).value.id;
  const items = [{ title: '安全风险分级管控清单', number: 'F07-2026-001', copies: 2, pages: null, format: 'xlsx' }];
  const contact = { name: '王安全', phone: '0472-5550100', address: '' };
  const letter = { code: 'F40' as const, compiledOn: '2026-11-20', recipient: '某县应急管理局', subject: '风险清单', contact, items };
  const letterId = (await call('filing.issue', { request: letter })).value.id;
  const filings = [{ id: f07, formats: ['xlsx' as const] }];
  await call('filing.package', { letterId, filings, file: path.join(outside, '送件.zip') });

  const paths = workspacePaths(folder);
  await host.close();
  const sqlite = openDatabase({ file: paths.database, nativeBinding: null, readonly: true });
  const named = [...filesNamed(new Reader(sqlite))];
  sqlite.close();
  expect(named.map(({ kind, name }) => `${kind} ${name}`).toSorted()).toEqual([
    'attachment 去掉的.txt',
    'attachment 平面图.png',
    'attachment 整改前.png',
    'attachment 说明.pdf',
    'filing F07-2026-001 安全风险分级管控清单.xlsx',
    'filing F40-2026-001 关于报送风险清单的函.pdf',
    'volume F40-2026-001 关于报送风险清单的函.zip',
  ]);
  for (const one of named) expect(hash('sha256', readFileSync(namedPath(paths, one)), 'hex')).toBe(one.sha256);
  const lying = [paths.attachments, paths.filings].flatMap((at) =>
    readdirSync(at, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
    ),
  );
  expect(lying.toSorted()).toEqual(named.map((one) => namedPath(paths, one)).toSorted());
});
