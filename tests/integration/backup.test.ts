import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openDatabase } from '../../db/open';
import { readCatalogue, provenBackups, thin, verifyBackup, type Repository } from '../../electron/workspace/backup/catalogue';
import { backUp, requireRoom, type BackupSource } from '../../electron/workspace/backup/run';
import { keepAttachment } from '../../electron/workspace/attachment';
import { attachmentFile, workspacePaths } from '../../electron/workspace/paths';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const draft = { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 1, e: 6, c: 15 };
const point = { name: '行车', kind: 'equipment' as const };
const start = Date.parse('2026-11-22T02:00:00Z');
const day = 86_400_000;
const anyNumber = expect.any(Number) as number;

async function prepared() {
  const made = await newWorkspace();
  onTestFinished(() => made.host.close());
  const paths = workspacePaths(made.folder);
  const repository: Repository = { folder: paths.backups };
  const source = (now: number): BackupSource => ({ paths, nativeBinding: null, version: '0.0.0-test', now });
  const addRisk = async () => (await made.call('risk.create', { point, draft })).value.id;
  return { ...made, paths, repository, source, addRisk };
}

/** A file at a risk; its hash. */
async function addEvidence({ call, folder }: TestWorkspace, riskId: string, text: string): Promise<string> {
  const sha256 = keepAttachment(workspacePaths(folder), Buffer.from(text));
  await call('attachment.add', {
    place: { subject: 'risk', subjectId: riskId, use: 'evidence' },
    files: [{ name: `${text}.pdf`, sha256 }],
  });
  return sha256;
}

const copied = (repository: Repository, sha256: string) => path.join(repository.folder, 'files', sha256.slice(0, 2), sha256);
const idsOf = (repository: Repository) => readCatalogue(repository).map(({ id }) => id);
const everything = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

describe('a backup', () => {
  test('is one database, its list and its manifest; counts, head and files are those of the workspace', async () => {
    const made = await prepared();
    const sha256 = await addEvidence(made, await made.addRisk(), '检测报告');
    const { manifest, isNew } = await backUp(made.source(start), made.repository, 'manual');
    expect(isNew).toBe(true);
    expect(manifest).toMatchObject({ why: 'manual', name: '包头市示范机械制造有限公司', appVersion: '0.0.0-test', verifiedAt: start });
    expect(manifest.counts).toMatchObject({ risk: 1, riskPoint: 1, attachment: 1, enterprise: 1, filing: 0 });
    expect(manifest.files).toMatchObject({ count: 1, lacking: 0, size: Buffer.byteLength('检测报告') });
    expect(manifest.auditSeq).toBe((await made.call('history.steps', { limit: 1 }))[0]!.step);
    const entry = path.join(made.paths.backups, manifest.id);
    expect(readdirSync(entry).sort()).toEqual(['anze.db', 'files.json', 'manifest.json']);
    expect(readFileSync(copied(made.repository, sha256), 'utf8')).toBe('检测报告');
    const copy = openDatabase({ file: path.join(entry, 'anze.db'), nativeBinding: null, readonly: true });
    expect(copy.prepare('SELECT count(*) AS n FROM risk').get()).toEqual({ n: 1 });
    copy.close();
    expect(await verifyBackup(made.repository, manifest.id, start + 1)).toEqual({ id: manifest.id, verifiedAt: start + 1, faults: [] });
    expect(provenBackups(made.repository)[0]!.verifiedAt).toBe(start + 1);
  });

  test('copies a file once, whoever names it in whatever backup, and keeps that of an attachment taken away', async () => {
    const made = await prepared();
    const risk = await made.addRisk();
    const sha256 = await addEvidence(made, risk, '照片');
    await backUp(made.source(start), made.repository, 'manual');
    const old = new Date(2020, 0, 1);
    utimesSync(copied(made.repository, sha256), old, old);
    const [file] = await made.call('attachment.list', { subject: 'risk', subjectId: risk });
    await made.call('attachment.remove', { id: file!.id, revision: file!.revision });
    const { manifest } = await backUp(made.source(start + 1000), made.repository, 'interval');
    expect(manifest.counts['attachment']).toBe(0);
    expect(manifest.files.count).toBe(1);
    expect(everything(path.join(made.repository.folder, 'files'))).toEqual([sha256.slice(0, 2), path.join(sha256.slice(0, 2), sha256)]);
  });

  test('while somebody writes is that of one moment', async () => {
    const made = await prepared();
    for (let i = 0; i < 5; i += 1) await made.addRisk();
    let goesOn = true;
    let written = 0;
    const writing = (async () => {
      while (goesOn) {
        await made.addRisk();
        written += 1;
        await new Promise(setImmediate);
      }
    })();
    const { manifest } = await backUp(made.source(start), made.repository, 'interval');
    goesOn = false;
    await writing;
    expect(written).toBeGreaterThan(0);
    expect((await verifyBackup(made.repository, manifest.id, start)).faults).toEqual([]);
    expect((await made.call('risk.facets', { filter: {} })) !== null).toBe(true);
  });

  test('when nothing has changed is not made again, but the last one is read through', async () => {
    const made = await prepared();
    const first = await backUp(made.source(start), made.repository, 'close');
    const again = await backUp(made.source(start + 5000), made.repository, 'manual');
    expect(again).toMatchObject({ isNew: false, manifest: { id: first.manifest.id, verifiedAt: start + 5000 } });
    expect(idsOf(made.repository)).toEqual([first.manifest.id]);
    // A draft leaves no audit and is no less work.
    await made.call('preference.set', { key: 'draft.risk', value: { text: '写了一半' } });
    expect((await backUp(made.source(start + 6000), made.repository, 'close')).isNew).toBe(true);
  });

  test('is made anew when the last one no longer is what it was', async () => {
    const made = await prepared();
    const { manifest } = await backUp(made.source(start), made.repository, 'close');
    const file = path.join(made.repository.folder, manifest.id, 'anze.db');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    expect(await backUp(made.source(start + 1000), made.repository, 'restore')).toMatchObject({ isNew: true });
  });

  test('goes on without a file that is gone or changed, and says so', async () => {
    const made = await prepared();
    const risk = await made.addRisk();
    const gone = await addEvidence(made, risk, '丢了的');
    const changed = await addEvidence(made, risk, '变了的');
    await addEvidence(made, risk, '还在的');
    rmSync(attachmentFile(made.paths.attachments, gone));
    writeFileSync(attachmentFile(made.paths.attachments, changed), '别的');
    const { manifest } = await backUp(made.source(start), made.repository, 'manual');
    expect(manifest.files).toMatchObject({ count: 1, lacking: 2 });
    expect((await verifyBackup(made.repository, manifest.id, start)).faults).toEqual([]);
  });

  test('that was cut off is no backup, and the next run clears it away', async () => {
    const made = await prepared();
    const controller = new AbortController();
    await expect(
      backUp(made.source(start), made.repository, 'manual', {
        signal: controller.signal,
        progress: (_done, key) => {
          if (key === 'check') controller.abort();
        },
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(everything(made.repository.folder)).toEqual([]);
    mkdirSync(path.join(made.repository.folder, '20261121T100000-close'));
    writeFileSync(path.join(made.repository.folder, '20261121T100000-close', 'anze.db'), 'x');
    mkdirSync(path.join(made.repository.folder, '20261121T110000-close.part'));
    expect(idsOf(made.repository)).toEqual([]);
    const { manifest } = await backUp(made.source(start), made.repository, 'manual');
    expect(readdirSync(made.repository.folder).filter((name) => name !== 'files')).toEqual([manifest.id]);
  });

  test('two of one second have names of their own', async () => {
    const made = await prepared();
    const first = await backUp(made.source(start), made.repository, 'manual');
    await made.addRisk();
    const second = await backUp(made.source(start), made.repository, 'manual');
    expect(second.manifest.id).toBe(`${first.manifest.id}-2`);
    expect(idsOf(made.repository)).toEqual([second.manifest.id, first.manifest.id]);
  });

  test('is refused when the copy is not as good as the original, and the earlier ones stay', async () => {
    const made = await prepared();
    await made.addRisk();
    const { manifest } = await backUp(made.source(start), made.repository, 'manual');
    await made.addRisk();
    await made.host.close();
    const file = openDatabase({ file: made.paths.database, nativeBinding: null });
    file.unsafeMode(true);
    file.exec('DELETE FROM search_data WHERE id > 10; DELETE FROM search_idx;');
    file.close();
    await expect(backUp(made.source(start + 1000), made.repository, 'manual')).rejects.toMatchObject({
      failure: { code: 'UNAVAILABLE', key: 'backupUnsound' },
    });
    expect(idsOf(made.repository)).toEqual([manifest.id]);
    expect((await verifyBackup(made.repository, manifest.id, start)).faults).toEqual([]);
  });

  test('of a file with damaged pages is refused, too', async () => {
    const made = await prepared();
    await made.host.close();
    const bytes = readFileSync(made.paths.database);
    bytes.fill(0xaa, 4096 * 20);
    writeFileSync(made.paths.database, bytes);
    await expect(backUp(made.source(start), made.repository, 'manual')).rejects.toThrow(/malformed|not a database|UNAVAILABLE/);
    expect(everything(made.repository.folder)).toEqual([]);
  });

  test('without room on the disk is told with how much it takes', async () => {
    const { paths } = await prepared();
    expect(() => requireRoom(paths.backups, Number.MAX_SAFE_INTEGER / 2)).toThrow(
      expect.objectContaining({ failure: { code: 'UNAVAILABLE', key: 'backupRoom', params: { needed: anyNumber, free: anyNumber } } }),
    );
  });

  test('brings whole bytes again where those of an earlier one were found damaged', async () => {
    const made = await prepared();
    const sha256 = await addEvidence(made, await made.addRisk(), '照片');
    const { manifest } = await backUp(made.source(start), made.repository, 'manual');
    writeFileSync(copied(made.repository, sha256), '坏了');
    expect((await verifyBackup(made.repository, manifest.id, start)).faults).toHaveLength(1);
    const again = await backUp(made.source(start + 1000), made.repository, 'manual');
    expect(again.isNew).toBe(true);
    expect(readFileSync(copied(made.repository, sha256), 'utf8')).toBe('照片');
    expect((await verifyBackup(made.repository, manifest.id, start)).faults).toEqual([]);
  });
});

describe('verification', () => {
  const broken: [string, (entry: string, repository: Repository, sha256: string) => void, string][] = [
    ['one bit of the database', (entry) => flip(path.join(entry, 'anze.db')), 'database'],
    ['the end of the database', (entry) => truncateSync(path.join(entry, 'anze.db'), 4096), 'database'],
    ['one bit of the list', (entry) => flip(path.join(entry, 'files.json')), 'list'],
    ['one bit of the manifest', (entry) => flip(path.join(entry, 'manifest.json')), 'manifest'],
    ['a count in the manifest', (entry) => swapText(path.join(entry, 'manifest.json'), '"risk": 1', '"risk": 7'), 'manifest'],
    ['one bit of a file', (_entry, repository, sha256) => flip(copied(repository, sha256)), 'file'],
    ['a file that is gone', (_entry, repository, sha256) => rmSync(copied(repository, sha256)), 'file'],
  ];
  test.each(broken)('finds %s', async (_name, breakIt, kind) => {
    const made = await prepared();
    const sha256 = await addEvidence(made, await made.addRisk(), '证据');
    const { manifest } = await backUp(made.source(start), made.repository, 'manual');
    breakIt(path.join(made.repository.folder, manifest.id), made.repository, sha256);
    const { faults } = await verifyBackup(made.repository, manifest.id, start + 1);
    expect(faults.map((fault) => fault.kind)).toEqual([kind]);
  });

  const flip = (file: string) => {
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length * 0.4)]! ^= 1;
    writeFileSync(file, bytes);
  };
  const swapText = (file: string, from: string, to: string) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };
});

describe('thinning of a shelf', () => {
  test('removes what is not kept, then files that nobody names and that are older than a day', async () => {
    const made = await prepared();
    const risk = await made.addRisk();
    const sha256 = await addEvidence(made, risk, '旧照片');
    const first = await backUp(made.source(start - 3 * day), made.repository, 'close');
    await made.addRisk();
    const second = await backUp(made.source(start - 3 * day + 1000), made.repository, 'close');
    // A later backup of the same day takes the place of the first.
    thin(made.repository, start, 480);
    expect(idsOf(made.repository)).toEqual([second.manifest.id]);
    expect(existsSync(path.join(made.repository.folder, first.manifest.id))).toBe(false);
    const stray = createHash('sha256').update('没有人要的').digest('hex');
    mkdirSync(path.dirname(copied(made.repository, stray)), { recursive: true });
    writeFileSync(copied(made.repository, stray), '没有人要的');
    thin(made.repository, Date.now(), 480);
    expect(existsSync(copied(made.repository, stray))).toBe(true);
    const old = new Date(2020, 0, 1);
    for (const hash of [stray, sha256]) utimesSync(copied(made.repository, hash), old, old);
    thin(made.repository, Date.now(), 480);
    expect(existsSync(copied(made.repository, stray))).toBe(false);
    expect(existsSync(copied(made.repository, sha256))).toBe(true);
  });

  test('takes no file away beside a backup whose list cannot be read', async () => {
    const made = await prepared();
    const sha256 = await addEvidence(made, await made.addRisk(), '照片');
    const { manifest } = await backUp(made.source(start), made.repository, 'close');
    writeFileSync(path.join(made.repository.folder, manifest.id, 'manifest.json'), '{');
    const old = new Date(2020, 0, 1);
    utimesSync(copied(made.repository, sha256), old, old);
    thin(made.repository, Date.now(), 480);
    expect(existsSync(copied(made.repository, sha256))).toBe(true);
    expect(readCatalogue(made.repository)).toMatchObject([{ id: manifest.id, state: 'damaged' }]);
  });
});
