import { Button } from '@mantine/core';
import { IconBriefcase, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { Needs } from '../../components/Needs';
import { EmptyState } from '../../components/EmptyState';
import { FilterBar } from '../../components/FilterBar';
import { PageHead } from '../../components/PageHead';
import { matches } from '../../components/pinyin';
import { usePinyin } from '../../components/usePinyin';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { usePasteToImport } from '../../components/pasted';
import { go, usePlace } from '../../place';
import classes from './Organization.module.css';
import { PostForm, type Post } from './PostForm';
import { useToday } from '../../choices';
import { departmentOptions } from './tree';
import { HistoryButton } from '../../history';

/** The posts of the enterprise, one of them beside the list. */
export default function PostPage() {
  const { t } = useTranslation(['organization', 'term']);
  const { id, open } = usePlace('/post');
  const today = useToday();
  const [text, setText] = useState('');
  const [dirty, setDirty] = useState(false);
  usePinyin();
  usePasteToImport(go, '/intake/post', id === null);
  const list = useApi('post.list', {}, { keep: true, subjects: ['post', 'assignment', 'department', 'departmentName'] });
  const { data: departments = [] } = useApi('department.list', {}, { keep: true, subjects: ['department', 'departmentName'] });
  const options = useMemo(() => departmentOptions(departments), [departments]);
  const posts = list.data ?? [];
  const found = posts.filter(({ name, department }) => matches(`${name} ${department ?? ''}`, text));
  const columns: SimpleColumn<Post>[] = [
    { id: 'name', title: t('post.name'), render: ({ name }) => name },
    {
      id: 'department',
      title: t('post.department'),
      render: ({ department }) => department ?? <span className={classes.quiet}>{t('post.allDepartments')}</span>,
    },
    { id: 'level', title: t('post.level'), width: '8rem', render: ({ level }) => (level === '' ? '' : t(`term:postLevel.${level}`)) },
    { id: 'people', title: t('post.people'), width: '6rem', align: 'end', render: ({ people }) => people },
    {
      id: 'special',
      title: t('post.isSpecialOperation'),
      width: '6rem',
      render: ({ isSpecialOperation }) => (isSpecialOperation === 1 ? t('post.yes') : ''),
    },
    { id: 'leader', title: t('post.isLeader'), width: '6rem', render: ({ isLeader }) => (isLeader === 1 ? t('post.yes') : '') },
    { id: 'validFrom', title: t('post.validFrom'), width: '7rem', render: ({ validFrom }) => validFrom },
  ];
  if (list.isError) return <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />;
  const chosen = posts.find((post) => post.id === id) ?? null;

  return (
    <SidePanel
      title={id === 'new' ? t('post.new') : chosen?.name}
      onClose={() => open(null)}
      dirty={dirty}
      width={420}
      actions={chosen && <HistoryButton id={chosen.id} />}
      list={
        <>
          <PageHead title={t('post.title')} note={t('post.note', { count: posts.length })}>
            <Needs needs="intake.plan">
              <Button variant="default" onClick={() => go('/intake/post')}>
                {t('post.import')}
              </Button>
            </Needs>
            <Needs needs="post.create">
              <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('new')}>
                {t('post.new')}
              </Button>
            </Needs>
          </PageHead>
          <div className={classes.tools}>
            <FilterBar text={{ value: text, onChange: setText, placeholder: t('post.search') }} onReset={() => setText('')} />
          </div>
          <div className={classes.scroll}>
            {list.data && (
              <SimpleTable
                label={t('post.title')}
                columns={columns}
                rows={found}
                keyOf={(post) => post.id}
                openKey={id}
                onOpen={(post) => open(post.id)}
                empty={
                  posts.length > 0 ? (
                    <EmptyState title={t('post.none')} />
                  ) : (
                    <EmptyState
                      title={t('post.emptyTitle')}
                      text={t('post.emptyText')}
                      icon={<IconBriefcase size={32} stroke={1.4} aria-hidden />}
                    >
                      <Needs needs="intake.plan">
                        <Button variant="default" onClick={() => go('/intake/post')}>
                          {t('post.import')}
                        </Button>
                      </Needs>
                      <Needs needs="post.create">
                        <Button onClick={() => open('new')}>{t('post.new')}</Button>
                      </Needs>
                    </EmptyState>
                  )
                }
              />
            )}
          </div>
        </>
      }
    >
      {today !== '' && (id === 'new' || chosen) ? (
        <PostForm
          key={`${id} ${chosen?.revision ?? ''}`}
          post={id === 'new' ? null : chosen}
          departments={options}
          today={today}
          onSaved={open}
          onDirty={setDirty}
        />
      ) : null}
    </SidePanel>
  );
}
