import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { noShell } from '../../electron/workspace/shell';
import { chartSvg } from '../../renderer/components/chartPicture';
import { Pictured } from '../../renderer/picture';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

it('a chart becomes a file of its own with title and legend', () => {
  const chart = document.createElement('div');
  chart.innerHTML = '<button><svg><path/></svg></button><svg><rect style="fill: rgb(1, 2, 3)"/><text>重大 3</text></svg>';
  document.body.append(chart);
  const { text } = chartSvg(chart, '部门 <分布>', [{ label: '重大', color: '#b3161e' }])!;
  for (const words of ['部门 &lt;分布&gt;', '重大', '#b3161e', '重大 3', 'rgb(1, 2, 3)']) expect(text).toContain(words);
  expect(text).not.toContain('<path');
  expect(chartSvg(document.createElement('p'), '空')).toBeNull();
  chart.remove();
});

it('a matrix of the page is drawn with its grounds and words', () => {
  Range.prototype.getBoundingClientRect = () => new DOMRect(1, 2, 3, 4);
  const chart = document.createElement('div');
  chart.innerHTML =
    '<table><tbody><tr><td style="background-color: rgb(179, 22, 30); color: rgb(255, 255, 255); opacity: 0.5"><button>12</button></td></tr></tbody></table>';
  document.body.append(chart);
  const { text } = chartSvg(chart, 'LS 分布')!;
  for (const words of ['LS 分布', '>12<', 'rgb(179, 22, 30)', 'opacity="0.5"']) expect(text).toContain(words);
  chart.remove();
});

it('is saved where the user says', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-图片 '));
  await serveWorkspace({ shell: { ...noShell, chooseSave: (_title, name) => Promise.resolve(path.join(folder, name)) } });
  mountPage(
    <Pictured title="流向">
      <svg>
        <text>升级 2</text>
      </svg>
    </Pictured>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '图片：流向' }));
  await user.click(await screen.findByRole('menuitem', { name: '存为 SVG' }));
  await waitFor(() => expect(readFileSync(path.join(folder, '流向.svg'), 'utf8')).toContain('升级 2'));
});
