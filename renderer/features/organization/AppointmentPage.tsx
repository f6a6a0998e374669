import { Button, Checkbox } from '@mantine/core';
import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appointmentRoles, type AppointmentRole } from '../../../db/domain/organization/appointment';
import { load, useApi, useVersion, type Data } from '../../api';
import { useToday } from '../../choices';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { SidePanel } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { HistoryButton } from '../../history';
import { usePlace } from '../../place';
import { useListMemory } from '../../preference';
import { AppointmentForm } from './AppointmentForm';
import { AppointmentGaps } from './AppointmentGaps';
import { Notices } from './Notices';
import classes from './Organization.module.css';
import { departmentOptions } from './tree';

type Appointment = Data<'appointment.list'>['rows'][number];

interface AppointmentFilter {
  text: string;
  roles: AppointmentRole[];
  all: boolean;
}
const everyone: AppointmentFilter = { text: '', roles: [], all: false };

const fetchAppointments: Fetch<Appointment, AppointmentFilter, 'role'> = ({ offset, limit, filter: { text, roles, all }, signal }) =>
  load('appointment.list', { offset, limit, text, roles, which: all ? 'all' : 'current' }, { signal });

const subjects = ['appointment', 'person', 'assignment', 'post', 'department', 'departmentName', 'enterprise'] as const;

/** Who holds which fixed role, one beside the list. `/appointment/new-<role>` begins one, `-<id>` after it names its department or person. */
export default function AppointmentPage() {
  const { t } = useTranslation(['organization', 'term']);
  const { id, open } = usePlace('/appointment');
  const today = useToday();
  const [dirty, setDirty] = useState(false);
  const isNew = id?.startsWith('new') === true;
  const list = useList<AppointmentFilter, 'role'>('appointment', {
    filter: everyone,
    sort: { by: 'role', descending: false },
    memory: useListMemory('appointment'),
  });
  const version = useVersion(...subjects);
  const { data: chosen } = useApi(
    'appointment.get',
    { id: id ?? '' },
    { enabled: id !== null && !isNew, subjects: [...subjects], keep: true },
  );
  const { data: offices } = useApi('appointment.gaps', {}, { keep: true, subjects: [...subjects] });
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const departmentChoices = useMemo(() => departmentOptions(departments), [departments]);
  const columns = useMemo<Column<Appointment>[]>(
    () => [
      { id: 'person', title: t('appointment.person'), width: 110, grow: 1, text: ({ person }) => person },
      { id: 'role', title: t('appointment.role'), width: 190, grow: 1, text: ({ role }) => t(`term:appointmentRole.${role}`) },
      { id: 'department', title: t('appointment.department'), width: 150, grow: 1, text: ({ department }) => department ?? '' },
      { id: 'title', title: t('appointment.title_'), width: 150, grow: 1, text: ({ title, post }) => title || (post ?? '') },
      { id: 'scope', title: t('appointment.scope'), width: 160, grow: 2, text: ({ scope }) => scope },
      {
        id: 'period',
        title: t('appointment.period'),
        width: 210,
        text: ({ validFrom, validTo }) =>
          [
            validTo === null ? t('department.since', { date: validFrom }) : t('department.until', { from: validFrom, to: validTo }),
            validFrom > today ? t('appointment.coming') : validTo !== null && validTo < today ? t('appointment.ended') : '',
          ]
            .filter((part) => part !== '')
            .join(' · '),
      },
      {
        id: 'certificateTo',
        title: t('appointment.certificateTo'),
        width: 180,
        text: ({ certificateTo }) =>
          certificateTo === null ? '' : certificateTo < today ? `${certificateTo} · ${t('appointment.expired')}` : certificateTo,
      },
      {
        id: 'documentNumber',
        title: t('appointment.documentNumber'),
        width: 150,
        hidden: true,
        text: ({ documentNumber }) => documentNumber,
      },
    ],
    [t, today],
  );
  const { text, roles, all } = list.filter;
  const shown = isNew ? null : chosen?.id === id ? chosen : undefined;
  return (
    <SidePanel
      title={isNew ? t('appointment.new') : shown ? `${shown.person} · ${t(`term:appointmentRole.${shown.role}`)}` : ''}
      onClose={() => open(null)}
      dirty={dirty}
      width={480}
      actions={shown && <HistoryButton id={shown.id} />}
      list={
        <>
          <PageHead title={t('appointment.title')} note={t('appointment.note')}>
            <Needs needs="appointment.create">
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                {t('appointment.new')}
              </Button>
            </Needs>
          </PageHead>
          {today !== '' && <Notices today={today} />}
          {offices && <AppointmentGaps gaps={offices.gaps} onNew={(words) => open(`new-${words}`)} />}
          <DataTable
            label={t('appointment.title')}
            list={list}
            columns={columns}
            fetch={fetchAppointments}
            version={version}
            openId={id}
            onOpen={(row) => open(row.id)}
            isFiltered={text !== '' || roles.length > 0 || all}
            emptyFiltered={<EmptyState title={t('appointment.none')} />}
            empty={
              <EmptyState
                title={t('appointment.emptyTitle')}
                text={t('appointment.emptyText')}
                icon={<IconShieldCheck size={32} stroke={1.4} aria-hidden />}
              >
                <Needs needs="appointment.create">
                  <Button onClick={() => open('new')}>{t('appointment.new')}</Button>
                </Needs>
              </EmptyState>
            }
          >
            <FilterBar
              text={{ value: text, onChange: (typed) => list.setFilter({ text: typed }), placeholder: t('appointment.search') }}
              filters={[
                {
                  name: 'role',
                  label: t('appointment.role'),
                  value: roles,
                  onChange: (picked) => list.setFilter({ roles: picked as AppointmentRole[] }),
                  options: appointmentRoles.map((value) => ({ value, label: t(`term:appointmentRole.${value}`) })),
                },
              ]}
              onReset={list.resetFilter}
            >
              <Checkbox
                size="xs"
                label={t('appointment.all')}
                checked={all}
                onChange={(event) => list.setFilter({ all: event.currentTarget.checked })}
              />
            </FilterBar>
          </DataTable>
        </>
      }
    >
      {id === null || today === '' || offices === undefined ? null : isNew || shown ? (
        <AppointmentForm
          key={`${id} ${shown?.revision ?? ''}`}
          appointment={shown ?? null}
          begun={isNew ? id.slice('new-'.length) : ''}
          offices={offices}
          departments={departmentChoices}
          today={today}
          onSaved={open}
          onDirty={setDirty}
        />
      ) : chosen === null ? (
        <EmptyState title={t('appointment.gone')} />
      ) : (
        <div className={classes.scroll} />
      )}
    </SidePanel>
  );
}
