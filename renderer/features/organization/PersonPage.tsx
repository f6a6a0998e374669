import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconId, IconPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useApi, useVersion } from '../../api';
import { Needs } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { PageHead } from '../../components/PageHead';
import { Picker } from '../../components/Picker';
import { SidePanel } from '../../components/SidePanel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Selection } from '../../components/table/selection';
import type { PersonSelection } from '../../../db/domain/organization/organization';
import type { Fetch } from '../../components/table/rowWindow';
import { useListMemory } from '../../preference';
import { usePasteToImport } from '../../components/pasted';
import { go, usePlace } from '../../place';
import classes from './Organization.module.css';
import { PersonalDialog } from './PersonalDialog';
import { AlikePeople } from './AlikePeople';
import { LeftOwners } from './LeftOwners';
import { PeopleBulk } from './PeopleBulk';
import { PersonForm } from './PersonForm';
import { useToday } from '../../choices';
import { departmentOptions } from './tree';
import { usePerson, type Person } from './usePerson';
import { HistoryButton } from '../../history';

interface PersonFilter {
  text: string;
  departmentId: string;
  withLeft: boolean;
}

const nobody: PersonFilter = { text: '', departmentId: '', withLeft: false };

const fetchPeople: Fetch<Person, PersonFilter, 'place'> = ({ offset, limit, filter: { text, departmentId, withLeft }, signal }) =>
  load('person.list', { offset, limit, text, withLeft, ...(departmentId === '' ? {} : { departmentId }) }, { signal });

/** Who is picked, as commands take it. */
const selectedPeople = (selection: Selection<PersonFilter>): PersonSelection =>
  'ids' in selection
    ? selection
    : {
        except: selection.except,
        filter: {
          text: selection.filter.text,
          withLeft: selection.filter.withLeft,
          ...(selection.filter.departmentId === '' ? {} : { departmentId: selection.filter.departmentId }),
        },
      };

/** Everybody in the enterprise, one of them beside the list. `/person/new` enters one. */
export default function PersonPage() {
  const { t } = useTranslation(['organization', 'term']);
  const { id, open } = usePlace('/person');
  const today = useToday();
  const [dirty, setDirty] = useState(false);
  const [isShowing, setShowing] = useState(false);
  usePasteToImport(go, '/intake/person', id === null);
  const person = usePerson(id === 'new' ? null : id);
  const list = useList<PersonFilter, 'place'>('person', {
    filter: nobody,
    sort: { by: 'place', descending: false },
    memory: useListMemory('person'),
  });
  const version = useVersion('person', 'assignment', 'post', 'department', 'departmentName');
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const { data: posts = [] } = useApi('post.list', {}, { keep: true, subjects: ['post', 'department', 'departmentName'] });
  const departmentChoices = useMemo(() => departmentOptions(departments), [departments]);
  const postChoices = useMemo(
    () => posts.map(({ id: value, name, department }) => ({ value, label: name, ...(department === null ? {} : { note: department }) })),
    [posts],
  );
  const columns = useMemo<Column<Person>[]>(
    () => [
      { id: 'name', title: t('term:field.name'), width: 140, grow: 1, text: ({ name }) => name },
      { id: 'department', title: t('person.department'), width: 170, grow: 2, text: ({ department }) => department ?? '' },
      { id: 'post', title: t('term:field.post'), width: 210, grow: 2, text: ({ post }) => post ?? '' },
      { id: 'isLeader', title: t('person.isLeader'), width: 90, text: ({ isLeader }) => (isLeader === 1 ? t('post.yes') : '') },
      { id: 'employment', title: t('term:field.employment'), width: 90, text: ({ employment }) => t(`term:employment.${employment}`) },
      { id: 'employer', title: t('term:field.employer'), width: 150, hidden: true, text: ({ employer }) => employer },
      { id: 'employeeNo', title: t('term:field.employeeNo'), width: 100, hidden: true, text: ({ employeeNo }) => employeeNo },
      { id: 'phone', title: t('term:field.phone'), width: 130, text: ({ phone }) => phone },
      { id: 'idNumber', title: t('term:field.idNumber'), width: 180, hidden: true, text: ({ idNumber }) => idNumber },
      { id: 'enteredOn', title: t('term:field.enteredOn'), width: 110, text: ({ enteredOn }) => enteredOn ?? '' },
      { id: 'leftOn', title: t('term:field.leftOn'), width: 110, hidden: !list.filter.withLeft, text: ({ leftOn }) => leftOn ?? '' },
    ],
    [t, list.filter.withLeft],
  );
  const { text, departmentId, withLeft } = list.filter;

  return (
    <SidePanel
      title={id === 'new' ? t('person.new') : (person?.name ?? '')}
      onClose={() => open(null)}
      dirty={dirty}
      actions={
        person && (
          <>
            <ActionIcon onClick={() => setShowing(true)} aria-label={t('personal.open')} title={t('personal.open')}>
              <IconId size={18} />
            </ActionIcon>
            <HistoryButton id={person.id} />
            {isShowing && <PersonalDialog id={person.id} name={person.name} today={today} onClose={() => setShowing(false)} />}
          </>
        )
      }
      list={
        <>
          <PageHead title={t('person.title')} note={t('person.masked')}>
            <Needs needs="intake.plan">
              <Button variant="default" onClick={() => go('/intake/person')}>
                {t('person.import')}
              </Button>
            </Needs>
            <Needs needs="person.create">
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                {t('person.new')}
              </Button>
            </Needs>
          </PageHead>
          <AlikePeople />
          <LeftOwners />
          <DataTable
            label={t('person.title')}
            list={list}
            columns={columns}
            fetch={fetchPeople}
            version={version}
            openId={id}
            onOpen={(row) => open(row.id)}
            bulk={(selection, count, clear) => (
              <PeopleBulk
                selection={selectedPeople(selection)}
                count={count}
                departments={departmentChoices}
                posts={postChoices}
                today={today}
                onDone={clear}
              />
            )}
            isFiltered={text !== '' || departmentId !== '' || withLeft}
            emptyFiltered={<EmptyState title={t('person.none')} />}
            empty={
              <EmptyState
                title={t('person.emptyTitle')}
                text={t('person.emptyText')}
                icon={<IconUsers size={32} stroke={1.4} aria-hidden />}
              >
                <Needs needs="intake.plan">
                  <Button variant="default" onClick={() => go('/intake/person')}>
                    {t('person.import')}
                  </Button>
                </Needs>
                <Needs needs="person.create">
                  <Button onClick={() => open('new')}>{t('person.new')}</Button>
                </Needs>
              </EmptyState>
            }
          >
            <FilterBar
              text={{ value: text, onChange: (typed) => list.setFilter({ text: typed }), placeholder: t('person.search') }}
              onReset={list.resetFilter}
            >
              <Picker
                size="xs"
                aria-label={t('person.department')}
                placeholder={t('person.departmentAll')}
                options={departmentChoices}
                value={departmentId === '' ? null : departmentId}
                onPick={(picked) => list.setFilter({ departmentId: picked ?? '' })}
              />
              <Checkbox
                size="xs"
                label={t('person.withLeft')}
                checked={withLeft}
                onChange={(event) => list.setFilter({ withLeft: event.currentTarget.checked })}
              />
            </FilterBar>
          </DataTable>
        </>
      }
    >
      {id === null || today === '' ? null : id === 'new' ? (
        <PersonForm
          key="new"
          person={null}
          departments={departmentChoices}
          posts={postChoices}
          today={today}
          onSaved={open}
          onDirty={setDirty}
        />
      ) : person ? (
        <PersonForm
          key={`${id} ${person.revision} ${person.departmentId} ${person.postId}`}
          person={person}
          departments={departmentChoices}
          posts={postChoices}
          today={today}
          onSaved={open}
          onDirty={setDirty}
        />
      ) : person === null ? (
        <EmptyState title={t('person.gone')} />
      ) : (
        <div className={classes.scroll} />
      )}
    </SidePanel>
  );
}
