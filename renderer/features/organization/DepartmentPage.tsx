import { Button, Checkbox } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAlike } from '../../alike';
import { useApi } from '../../api';
import { Needs } from '../../components/Needs';
import { Alike } from '../../components/Alike';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { go, usePlace } from '../../place';
import { DepartmentForm } from './DepartmentForm';
import classes from './Organization.module.css';
import { useToday } from '../../choices';
import { treeOf, type Department } from './tree';
import { HistoryButton } from '../../history';
import { TraceButton } from '../../trace';

type Line = Department & { depth: number };

/** Departments as a tree, one of them beside it. `/department/new` begins one, `/department/new-<id>` one below. */
export default function DepartmentPage() {
  const { t } = useTranslation(['organization', 'term']);
  const { id, open } = usePlace('/department');
  const today = useToday();
  const [withEnded, setWithEnded] = useState(false);
  const [dirty, setDirty] = useState(false);
  const list = useApi('department.list', { withEnded }, { keep: true, subjects: ['department', 'departmentName', 'assignment', 'risk'] });
  const departments = useMemo(() => list.data ?? [], [list.data]);
  const lines = useMemo(() => treeOf(departments), [departments]);
  const { alike, total } = useAlike('department');
  const columns: SimpleColumn<Line>[] = [
    {
      id: 'name',
      title: t('department.name'),
      render: ({ name, depth, validTo }) => (
        <span className={classes.branch} style={{ paddingLeft: `${depth * 1.375}rem` }} data-top={depth === 0 || undefined}>
          {name}
          {validTo !== null && <small className={classes.quiet}> {t('department.ended', { date: validTo })}</small>}
        </span>
      ),
    },
    { id: 'kind', title: t('department.kind'), width: '7rem', render: ({ kind }) => t(`term:departmentKind.${kind}`) },
    {
      id: 'people',
      title: t('department.people'),
      width: '5rem',
      align: 'end',
      render: ({ people }) => people || <span className={classes.quiet}>0</span>,
    },
    {
      id: 'risks',
      title: t('department.risks'),
      width: '5rem',
      align: 'end',
      render: ({ risks }) => risks || <span className={classes.quiet}>0</span>,
    },
    {
      id: 'validFrom',
      title: t('department.period'),
      width: '12rem',
      render: ({ validFrom, validTo }) =>
        validTo === null ? t('department.since', { date: validFrom }) : t('department.until', { from: validFrom, to: validTo }),
    },
  ];
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  const chosen = departments.find((department) => department.id === id) ?? null;
  const isNew = id === 'new' || id?.startsWith('new-') === true;
  const parentId = id?.startsWith('new-') ? id.slice(4) : (lines.find(({ depth }) => depth === 0)?.id ?? null);

  return (
    <SidePanel
      title={isNew ? t('department.new') : chosen?.name}
      onClose={() => open(null)}
      dirty={dirty}
      width={420}
      actions={
        chosen && (
          <>
            {chosen.validTo === null && (
              <Button variant="default" size="compact-xs" onClick={() => open(`new-${chosen.id}`)}>
                {t('department.newBelow')}
              </Button>
            )}
            <TraceButton subject="department" id={chosen.id} />
            <HistoryButton id={chosen.id} />
          </>
        )
      }
      list={
        <>
          <PageHead title={t('department.title')} note={t('department.note', { count: lines.length })}>
            <Checkbox
              size="xs"
              label={t('department.withEnded')}
              checked={withEnded}
              onChange={(event) => setWithEnded(event.currentTarget.checked)}
            />
            <Needs needs="intake.plan">
              <Button variant="default" onClick={() => go('/intake/department')}>
                {t('department.import')}
              </Button>
            </Needs>
            <Needs needs="department.create">
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                {t('department.new')}
              </Button>
            </Needs>
          </PageHead>
          <Alike
            {...alike}
            title={t('department.alike.title')}
            text={t('department.alike.text', { count: total })}
            explanation={t('department.alike.explanation')}
          />
          <div className={classes.scroll}>
            {list.data && (
              <SimpleTable
                label={t('department.title')}
                columns={columns}
                rows={lines}
                keyOf={(line) => line.id}
                openKey={id}
                onOpen={(line) => open(line.id)}
                empty={
                  <EmptyState
                    title={t('department.emptyTitle')}
                    text={t('department.emptyText')}
                    icon={<IconSitemap size={32} stroke={1.4} aria-hidden />}
                  >
                    <Needs needs="department.create">
                      <Button onClick={() => open('new')}>{t('department.new')}</Button>
                    </Needs>
                  </EmptyState>
                }
              />
            )}
          </div>
        </>
      }
    >
      {today !== '' && (isNew || chosen) ? (
        <DepartmentForm
          key={`${id} ${chosen?.revision ?? ''} ${chosen?.name ?? ''}`}
          department={isNew ? null : chosen}
          departments={departments.filter(({ validTo }) => validTo === null)}
          parentId={parentId}
          today={today}
          onSaved={open}
          onDirty={setDirty}
        />
      ) : null}
    </SidePanel>
  );
}
