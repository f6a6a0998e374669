import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import EvidencePage from '../../renderer/features/evidence/EvidencePage';
import type { Data } from '../../renderer/api';
import { changed, mountPage, part, refusal, serve, type Engine } from './engine';

const sha = (letter: string) => letter.repeat(64);
const rows = [
  {
    sha256: sha('a'),
    name: '现场.jpg',
    kind: 'attachment',
    size: 2048,
    mediaType: 'image/jpeg',
    uses: 2,
    addedAt: 1,
    takenAt: 1,
    verdict: 'whole',
  },
  {
    sha256: sha('b'),
    name: '台账.xlsx',
    kind: 'attachment',
    size: 10,
    mediaType: '',
    uses: 1,
    addedAt: 1,
    takenAt: null,
    verdict: 'missing',
  },
];
const figures = { used: 2, unused: 0, orphaned: 0, missing: 1, changed: 0, bytes: 2_097_152, checkedAt: null };
const photo = (name: string, isTaken: boolean) => ({
  file: `D:\\手机\\${name}`,
  name,
  size: 1,
  at: 1_790_000_000_000,
  isTaken,
  thumbnail: null,
});

let engine: Engine;
beforeEach(() => {
  vi.stubGlobal('anze', { pathOf: () => '' });
  engine = serve({
    'evidence.list': ({ state }) => part({ rows: state === 'missing' ? rows.slice(1) : rows, total: state === 'missing' ? 1 : 2 }),
    'evidence.figures': figures,
    'evidence.verify': { files: 2, whole: 1, missing: 1, changed: 0, orphaned: 0 },
    'evidence.restore': { restored: 1, left: 0 },
    'evidence.usedBy': part({
      records: [{ attachmentId: 'x', subject: 'risk', use: 'evidence', name: '台账.xlsx', title: 'FX-0001 断绳', pageId: 'r' }],
      sent: [],
    }),
    'evidence.read': part({
      kind: 'sheets',
      names: ['一', '二'],
      at: 0,
      rows: [
        ['名称', '数'],
        ['绳', '3'],
      ],
      total: 500,
      columns: 2,
    }),
    'evidence.scanFolder': part({
      folder: 'D:\\手机',
      photos: 3,
      left: 1,
      groups: [
        { from: 1_790_000_000_000, to: 1_790_000_060_000, photos: [photo('1.jpg', true), photo('2.jpg', true)] },
        { from: 1_790_010_000_000, to: 1_790_010_000_000, photos: [photo('3.png', false)] },
      ],
    }),
    'search.everything': part([
      { subject: 'risk', id: 'r', title: 'FX-0001 断绳' },
      { subject: 'round', id: 'q', title: '2026 第四季度' },
    ]),
    'attachment.addFiles': part({ changed: 1, step: 3, value: { ids: ['n'] } }),
    'preference.drafts': [],
  });
});

describe('the page of evidence', () => {
  it('tells how many files there are in each state, checks them and finds what is missing', async () => {
    const user = userEvent.setup();
    mountPage(<EvidencePage />);
    expect(await screen.findByText(/2 个文件，2.0 MB；还没有核对过/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: '缺失 1' }));
    await waitFor(() => expect(engine.inputs('evidence.list').at(-1)).toMatchObject({ state: 'missing' }));
    await user.click(screen.getByRole('button', { name: '核对' }));
    await waitFor(() => expect(engine.inputs('evidence.verify')).toEqual([{}]));
    await user.click(screen.getByRole('button', { name: '从备份找回' }));
    await waitFor(() => expect(engine.inputs('evidence.restore')).toEqual([{ from: 'backups' }]));
  });

  it('shows a workbook by its cells and says where it is used; what cannot be read is told in words', async () => {
    const user = userEvent.setup();
    mountPage(<EvidencePage />);
    await user.click(await screen.findByText('台账.xlsx'));
    const shown = await screen.findByRole('dialog');
    expect(await within(shown).findByText(/共 500 行 2 列，只显示前 2 行/)).toBeTruthy();
    expect(within(shown).getByText('绳')).toBeTruthy();
    expect(within(shown).getByRole('button', { name: '风险 FX-0001 断绳（证明材料）' })).toBeTruthy();
    engine.answers['evidence.read'] = refusal({ code: 'NOT_FOUND', key: 'notFound', params: { subject: 'file' } });
    await user.click(within(shown).getByRole('radio', { name: '二' }));
    expect(await within(shown).findByText(/这条文件已经不在了/)).toBeTruthy();
  });
});

describe('pictures of a telephone', () => {
  it('come by their occasions; what is left ticked goes to the record that was chosen', async () => {
    window.location.hash = '#/evidence/photos';
    const user = userEvent.setup();
    mountPage(<EvidencePage />);
    await user.click(await screen.findByRole('button', { name: '选择照片文件夹' }));
    const [first] = await screen.findAllByRole('region', { name: /2026/ });
    expect(screen.getByText(/另有 1 个文件/)).toBeTruthy();
    await user.click(within(first!).getByRole('checkbox', { name: '2.jpg' }));
    const attach = within(first!).getByRole('button', { name: '附上' });
    expect(attach).toHaveProperty('disabled', true);
    const box = within(first!).getByPlaceholderText(/附到哪条记录/);
    await user.click(box);
    fireEvent.change(box, { target: { value: '断绳' } });
    const offered = await screen.findAllByRole('option');
    expect(offered.map(({ textContent }) => textContent)).toEqual(['FX-0001 断绳风险']);
    await user.click(offered[0]!);
    await user.click(attach);
    await waitFor(() =>
      expect(engine.inputs('attachment.addFiles')).toEqual([
        { place: { subject: 'risk', subjectId: 'r', use: 'evidence' }, files: ['D:\\手机\\1.jpg'] },
      ]),
    );
    expect(await within(first!).findByText('已附到“FX-0001 断绳”，1 张')).toBeTruthy();
  });
});

describe('files that no record has', () => {
  const orphan = { ...rows[0]!, sha256: sha('c'), name: 'c'.repeat(16), uses: 0, size: 3 << 20, takenAt: null };
  const others = {
    'evidence.list': part<Data<'evidence.list'>>({ rows: [orphan], total: 1 }),
    'evidence.figures': { ...figures, orphaned: 1 },
  };

  it('are removed only after it was said how many go and how many are still needed', async () => {
    Object.assign(engine.answers, others, {
      'evidence.orphans': { files: 1, bytes: 3 << 20, needed: 2 },
      'evidence.removeOrphans': { files: 1, bytes: 3 << 20, needed: 2 },
    });
    mountPage(
      <>
        <Notifications />
        <EvidencePage />
      </>,
    );
    await userEvent.click(await screen.findByRole('radio', { name: '无记录 1' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '选择第 1 行' }));
    await userEvent.click(screen.getByRole('button', { name: '删除…' }));
    const dialog = within(await screen.findByRole('dialog', { name: '删除没有记录用到的文件' }));
    expect(dialog.getByText('1 个文件，3.0 MB')).toBeTruthy();
    expect(dialog.getByText(/另外 2 个还有备份/)).toBeTruthy();
    expect(engine.inputs('evidence.removeOrphans')).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: '删除' }));
    await waitFor(() => expect(engine.inputs('evidence.removeOrphans')).toEqual([{ selection: { ids: [sha('c')] } }]));
    expect(await screen.findByText('已删除 1 个文件')).toBeTruthy();
  });

  it('get a name and a record', async () => {
    Object.assign(engine.answers, others, {
      'search.everything': part<Data<'search.everything'>>([{ subject: 'risk', id: 'r1', title: 'FX-0001 断绳' }]),
      'attachment.add': changed({ ids: ['a1'] }),
    });
    mountPage(<EvidencePage />);
    await userEvent.click(await screen.findByRole('radio', { name: '无记录 1' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '选择第 1 行' }));
    await userEvent.click(screen.getByRole('button', { name: '附到记录…' }));
    const dialog = within(await screen.findByRole('dialog', { name: '附到记录' }));
    const name = dialog.getByRole<HTMLInputElement>('textbox', { name: /文件名/ });
    expect(name.value).toBe('cccccccccccccccc.jpg');
    await userEvent.clear(name);
    await userEvent.type(name, '断绳现场');
    await userEvent.tab();
    expect(dialog.getByText('文件名要带扩展名，如 .jpg、.pdf、.docx')).toBeTruthy();
    await userEvent.type(name, '.jpg');
    const box = dialog.getByPlaceholderText(/附到哪条记录/);
    await userEvent.click(box);
    fireEvent.change(box, { target: { value: '断绳' } });
    await userEvent.click(await screen.findByRole('option', { name: /FX-0001 断绳/ }));
    await userEvent.click(dialog.getByRole('button', { name: '附上' }));
    const place = { subject: 'risk', subjectId: 'r1', use: 'evidence' };
    await waitFor(() => expect(engine.inputs('attachment.add')).toEqual([{ place, files: [{ name: '断绳现场.jpg', sha256: sha('c') }] }]));
  });
});
