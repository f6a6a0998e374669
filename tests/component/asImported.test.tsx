import { existsSync } from 'node:fs';
import path from 'node:path';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { noShell } from '../../electron/workspace/shell';
import IntakePage from '../../renderer/features/intake/IntakePage';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import { mountPage } from './engine';
import { file, newFolder } from './intakePage';
import { serveWorkspace } from './realWorkspace';

it('an import gives its workbook back from the list of imports', async () => {
  const target = path.join(newFolder(), '回来.xlsx');
  const { call } = await serveWorkspace({ shell: { ...noShell, chooseSave: () => Promise.resolve(target) } });
  const source = file('三车间.xlsx', await registerXlsx(riskLines(5)));
  const { sessionId } = await call('intake.plan', { subject: 'risk', files: [source] });
  await call('intake.commit', { sessionId });
  window.location.hash = '#/intake';
  mountPage(<IntakePage />);
  await userEvent.click(await screen.findByRole('button', { name: '导回原样 Excel' }));
  await waitFor(() => expect(existsSync(target)).toBe(true));
});
