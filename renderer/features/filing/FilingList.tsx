import { Button, Group, Text, Title } from '@mantine/core';
import { IconArrowsDiff, IconPackage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { go } from '../../place';
import classes from './Filing.module.css';
import { codeShown, papers, uncoded, uncodedForm, type Form } from './papers';
import { StateBadge } from './StateBadge';

/** Everything that can be asked for: what is made here with its last paper, the rest as a list to look things up in. */
export function FilingList() {
  const { t } = useTranslation('filing');
  const registry = useApi('filing.registry', {}, { subjects: [] });
  const { data: issued = [] } = useApi('filing.latest', {}, { subjects: ['filing'], keep: true });
  if (registry.isError) return <Refused failure={registry.error.failure} onRetry={() => void registry.refetch()} />;
  if (!registry.data) return null;
  const letter = registry.data.filter(({ code }) => code === 'F40');
  const composed = [
    ...registry.data.filter(({ code }) => papers[code] !== undefined),
    ...uncoded.map((code) => uncodedForm(t, code)),
    ...letter,
  ];
  const others = registry.data.filter(({ code }) => papers[code] === undefined && code !== 'F40');
  const page = (code: string) => (code === 'F40' ? '/filing/package' : `/filing/${code}`);
  const last = (code: string) => issued.find((filing) => filing.code === code);
  const basics: SimpleColumn<Form>[] = [
    { id: 'code', title: t('list.code'), width: '4.5rem', render: ({ code }) => codeShown(code) },
    { id: 'title', title: t('list.title'), width: '30%', render: ({ title }) => title },
    { id: 'receiver', title: t('list.receiver'), width: '18%', render: ({ receiver }) => receiver },
    { id: 'trigger', title: t('list.trigger'), render: ({ trigger }) => trigger },
  ];
  return (
    <>
      <PageHead title={t('title')}>
        <Button variant="default" leftSection={<IconArrowsDiff size={16} aria-hidden />} onClick={() => go('/filing/cross')}>
          {t('cross.open')}
        </Button>
        <Button leftSection={<IconPackage size={16} aria-hidden />} onClick={() => go('/filing/package')}>
          {t('package.title')}
        </Button>
      </PageHead>
      <div className={classes.list}>
        <section>
          <Title order={2} fz="md" mb="xs">
            {t('list.composed')}
          </Title>
          <SimpleTable<Form>
            label={t('list.composed')}
            rows={composed}
            keyOf={({ code }) => code}
            columns={[
              ...basics.map((column) => (column.id === 'title' ? { ...column, render: ({ title }: Form) => <b>{title}</b> } : column)),
              {
                id: 'last',
                title: t('list.last'),
                width: '14rem',
                render: ({ code }) => {
                  const filing = last(code);
                  return filing ? (
                    <Group gap={6}>
                      <Text size="sm">{filing.number}</Text>
                      <StateBadge state={filing.state} />
                    </Group>
                  ) : (
                    <Text size="sm" c="dimmed">
                      {t('list.never')}
                    </Text>
                  );
                },
              },
              {
                id: 'open',
                title: t('list.open'),
                width: '7rem',
                render: ({ code, title }) => (
                  <Button size="compact-sm" variant="default" onClick={() => go(page(code))} aria-label={t('list.openOf', { title })}>
                    {t(code === 'F40' ? 'list.letter' : 'list.make')}
                  </Button>
                ),
              },
            ]}
          />
        </section>
        <section className={classes.quiet}>
          <Title order={2} fz="md" mb={4}>
            {t('list.others')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('list.othersText')}
          </Text>
          <SimpleTable<Form>
            label={t('list.others')}
            rows={others}
            keyOf={({ code }) => code}
            columns={[...basics, { id: 'basis', title: t('list.basis'), width: '26%', render: ({ basis }) => basis }]}
          />
        </section>
      </div>
    </>
  );
}
