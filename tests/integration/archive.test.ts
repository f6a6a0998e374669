import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import yauzl from 'yauzl';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openDatabase } from '../../db/open';
import { readArchive } from '../../electron/workspace/archive/read';
import { writeArchive, type ArchiveOptions } from '../../electron/workspace/archive/write';
import { keepAttachment } from '../../electron/workspace/attachment';
import { backUp } from '../../electron/workspace/backup/run';
import { workspacePaths } from '../../electron/workspace/paths';
import { newWorkspace } from '../support/workspace';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'anze-导出 '));
const password = '总经理保管的密码';

async function prepared(options: Partial<ArchiveOptions> = {}) {
  const made = await newWorkspace();
  onTestFinished(() => made.host.close());
  const paths = workspacePaths(made.folder);
  const { value } = await made.call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 1, e: 6, c: 15 },
  });
  const sha256 = keepAttachment(paths, Buffer.from('检测报告'.repeat(5000)));
  await made.call('attachment.add', {
    place: { subject: 'risk', subjectId: value.id, use: 'evidence' },
    files: [{ name: '报告.pdf', sha256 }],
  });
  const repository = { folder: paths.backups };
  const { manifest } = await backUp({ paths, nativeBinding: null, version: '0', now: Date.now() }, repository, 'manual');
  const file = path.join(fresh(), '一厂 2026.anze');
  const size = await writeArchive(repository, manifest, file, { password: null, kind: 'whole', work: 1 << 4, ...options });
  return { file, size, manifest, sha256 };
}
const kindOf = (file: string, key: string | null, into = fresh()) =>
  readArchive(file, key, into).then(
    () => 'none',
    (cause: { kind?: string }) => cause.kind ?? String(cause),
  );

describe('an archive', () => {
  test.each([
    ['open', null],
    ['sealed', password],
  ])('%s holds the workspace and gives it back whole', async (_name, key) => {
    const { file, size, manifest, sha256 } = await prepared({ password: key });
    expect(statSync(file).size).toBe(size);
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
    const into = fresh();
    expect(await readArchive(file, key, into)).toEqual({ format: 1, kind: 'whole', manifest });
    expect(readdirSync(into).sort()).toEqual(['anze.db', 'attachments']);
    expect(readFileSync(path.join(into, 'attachments', sha256.slice(0, 2), sha256), 'utf8')).toBe('检测报告'.repeat(5000));
    const database = openDatabase({ file: path.join(into, 'anze.db'), nativeBinding: null });
    expect(database.prepare('SELECT hazardSource FROM risk').pluck().get()).toBe('钢丝绳断丝');
    database.close();
  });

  test('without a password is a zip that anybody can look into', async () => {
    const { file } = await prepared();
    const zip = await yauzl.openPromise(file);
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names.slice(0, 3)).toEqual(['archive.json', 'files.json', 'anze.db']);
    expect(names[3]).toMatch(/^attachments\//);
  });

  test('tells a wrong password from a missing one, from damage and from a cut', async () => {
    const { file } = await prepared({ password });
    expect(await kindOf(file, '别的密码别的密码')).toBe('password');
    expect(await kindOf(file, null)).toBe('sealed');
    const bytes = readFileSync(file);
    bytes[bytes.length - 500]! ^= 8;
    writeFileSync(`${file}2`, bytes);
    expect(await kindOf(`${file}2`, password)).toBe('damaged');
    truncateSync(file, statSync(file).size - 100);
    expect(await kindOf(file, password)).toBe('cut');
  });

  test('open, with a bit flipped anywhere, is told and leaves nothing behind', async () => {
    const { file } = await prepared();
    const bytes = readFileSync(file);
    const told = new Map<string, number>();
    const into = fresh();
    const left: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const at = Math.floor((bytes.length * n) / 60);
      const broken = Buffer.from(bytes);
      broken[at]! ^= 16;
      writeFileSync(`${file}2`, broken);
      const kind = await kindOf(`${file}2`, null, into);
      told.set(kind, (told.get(kind) ?? 0) + 1);
      left.push(...(kind === 'none' ? [] : readdirSync(into)));
      for (const name of readdirSync(into)) rmSync(path.join(into, name), { recursive: true });
    }
    expect(left).toEqual([]);
    // A time or a mark in a header of the zip, which nobody reads.
    expect(told.get('none') ?? 0).toBeLessThanOrEqual(3);
    expect([...told.keys()].filter((kind) => !['damaged', 'tampered', 'cut', 'foreign', 'none'].includes(kind))).toEqual([]);
  });

  test.each([
    ['an empty file', ''],
    ['some text', '这不是导出文件'.repeat(100)],
  ])('is not %s', async (_name, text) => {
    const file = path.join(fresh(), 'x.anze');
    writeFileSync(file, text);
    expect(await kindOf(file, null)).toBe('foreign');
  });

  test('open, cut off, is cut off', async () => {
    const { file } = await prepared();
    truncateSync(file, Math.floor(statSync(file).size / 2));
    expect(await kindOf(file, null)).toBe('cut');
  });

  test('that is cancelled leaves nothing, and an earlier one of that name stays', async () => {
    const { file } = await prepared();
    const before = readFileSync(file);
    const made = await newWorkspace();
    onTestFinished(() => made.host.close());
    const paths = workspacePaths(made.folder);
    const { manifest } = await backUp({ paths, nativeBinding: null, version: '0', now: Date.now() }, { folder: paths.backups }, 'manual');
    const controller = new AbortController();
    controller.abort();
    await expect(
      writeArchive({ folder: paths.backups }, manifest, file, { password: null, kind: 'whole', signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});
