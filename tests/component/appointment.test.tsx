import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import AppointmentPage from '../../renderer/features/organization/AppointmentPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

it('fills an open role with whom the record of the enterprise names', async () => {
  const { call } = await serveWorkspace();
  const { revision } = await call('enterprise.get', {});
  await call('enterprise.update', { revision, patch: { principal: '王强' } });
  await call('person.create', {
    draft: {
      name: '王强',
      sex: '',
      idNumber: '',
      phone: '',
      education: '',
      employment: 'formal',
      isLeader: false,
      enteredOn: null,
      departmentId: null,
      postId: null,
      remark: '',
    },
  });
  window.location.hash = '#/appointment';
  mountPage(<AppointmentPage />);
  await userEvent.click(await screen.findByRole('button', { name: '主要负责人（王强）' }));
  await screen.findByRole('form', { name: '任职' });
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect((await call('appointment.list', {})).rows).toMatchObject([{ person: '王强', role: 'principal', validFrom: '2026-11-21' }]),
  );
  await waitFor(() => expect(screen.queryByRole('button', { name: '主要负责人（王强）' })).toBeNull());
});
