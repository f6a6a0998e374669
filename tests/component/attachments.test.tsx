import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useAttachments } from '../../renderer/attachments';
import { Attachments } from '../../renderer/components/Attachments';
import { mountPage, part, serve, type Engine } from './engine';

const place = { subject: 'round' as const, subjectId: 'r', use: 'photo' as const };
const photo = { id: 'a', revision: 1, use: 'photo', name: '会场.png', size: 2048, sha256: 'ab', mediaType: 'image/png' };
const record = { id: 'b', revision: 1, use: 'photo', name: '录音.amr', size: 10, sha256: 'cd', mediaType: '' };
const signIn = { ...record, id: 'c', use: 'signIn', name: '签到表.pdf' };

function Photos() {
  const attachments = useAttachments(place);
  return (
    <>
      <Attachments label="照片" {...attachments} />
      <input aria-label="备注" />
    </>
  );
}

let engine: Engine;
beforeEach(() => {
  vi.stubGlobal('anze', { pathOf: (file: File) => (file.name.startsWith('image') ? '' : `D:\\资料\\${file.name}`) });
  const done = part<never>({ changed: 1, step: 1, value: { ids: ['x'] } });
  engine = serve({
    'attachment.list': part([photo, record, signIn]),
    'attachment.addFiles': done,
    'attachment.addPicture': done,
    'attachment.remove': done,
    'attachment.open': null,
  });
});

async function shown(): Promise<HTMLElement> {
  mountPage(<Photos />);
  const region = await screen.findByRole('region', { name: '照片' });
  await within(region).findByText('会场.png');
  return region;
}
const item = (file: File) => ({ getAsFile: () => file, webkitGetAsEntry: () => ({ isDirectory: file.type === 'folder' }) });
const paste = (target: Element, files: File[]) => fireEvent.paste(target, { clipboardData: { files } });

describe('files of a record', () => {
  it('are shown by their use: pictures small, others by a sign', async () => {
    const region = await shown();
    expect(
      within(region)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['会场.png2 KB', '录音.amr1 KB']);
    expect([...region.querySelectorAll('img')].map(({ src }) => src)).toEqual(['app://thumbnail/ab']);
  });

  it('are asked for, opened and taken away', async () => {
    const user = userEvent.setup();
    const region = await shown();
    await user.click(within(region).getByRole('button', { name: '添加照片' }));
    await user.click(within(region).getByRole('button', { name: '打开 录音.amr' }));
    await user.click(within(region).getByRole('button', { name: '去掉 会场.png' }));
    expect(engine.inputs('attachment.addFiles')).toEqual([{ place, files: [], partly: false }]);
    expect(engine.inputs('attachment.open')).toEqual([{ id: 'b' }]);
    expect(engine.inputs('attachment.remove')).toEqual([{ id: 'a', revision: 1 }]);
  });

  it('are taken where they are dropped, folders left out', async () => {
    const region = await shown();
    fireEvent.dragOver(region, { dataTransfer: { types: ['Files'] } });
    expect(region.dataset['over']).toBe('true');
    const items = [item(new File(['x'], '一.jpg')), item(new File([], '夹', { type: 'folder' }))];
    fireEvent.drop(region, { dataTransfer: { types: ['Files'], items } });
    await waitFor(() => expect(engine.inputs('attachment.addFiles')).toEqual([{ place, files: ['D:\\资料\\一.jpg'], partly: false }]));
    expect(region.dataset['over']).toBeUndefined();
  });

  it('are taken from the clipboard while the focus is there: a picture as such, a copied file by its path', async () => {
    const region = await shown();
    const picture = new File(['png'], 'image.png', { type: 'image/png' });
    paste(document.body, [picture]);
    act(() => within(region).getByRole('button', { name: '添加照片' }).focus());
    paste(region, [picture]);
    await waitFor(() => expect(engine.inputs('attachment.addPicture')).toHaveLength(1));
    expect(engine.inputs('attachment.addPicture')).toMatchObject([{ place, name: '粘贴的图片3.png' }]);
    paste(screen.getByRole('textbox', { name: '备注' }), [picture]);
    paste(region, [new File(['x'], '二.pdf', { type: 'application/pdf' })]);
    await waitFor(() => expect(engine.inputs('attachment.addFiles')).toEqual([{ place, files: ['D:\\资料\\二.pdf'], partly: false }]));
    expect(engine.inputs('attachment.addPicture')).toHaveLength(1);
  });
});
