import { screen, waitFor, within } from '@testing-library/react';
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

it('notes the day on which the authority was told of whom is chosen', async () => {
  const { call } = await serveWorkspace();
  const { revision } = await call('enterprise.get', {});
  await call('enterprise.update', { revision, patch: { isMetalSmelting: true } });
  const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: null, departmentId: null, postId: null, remark: '' } as const; // prettier-ignore
  const office = { role: 'fullTimeOfficer', departmentId: null, title: '', scope: '', documentNumber: '', certificate: '', certificateNumber: '', certificateTo: null, notifiedOn: null, endNotifiedOn: null, validFrom: '2026-11-21', validTo: null, remark: '' } as const; // prettier-ignore
  for (const name of ['王强', '李明']) {
    const { value } = await call('person.create', { draft: { ...someone, name } });
    await call('appointment.create', { draft: { ...office, personId: value.id } });
  }
  window.location.hash = '#/appointment';
  mountPage(<AppointmentPage />);
  await userEvent.click(await screen.findByRole('checkbox', { name: /^李明/ }));
  await userEvent.click(screen.getByRole('button', { name: '登记已告知…' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '登记' }));
  await waitFor(() => expect(screen.queryByRole('checkbox', { name: /^王强/ })).toBeNull());
  expect((await call('appointment.notices', {})).rows).toMatchObject([{ name: '李明', kind: 'taking' }]);
});
