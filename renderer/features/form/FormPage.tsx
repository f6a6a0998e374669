import { Badge, Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undo, useApi, useTask, type Data } from '../../api';
import { DropOver } from '../../components/DropOver';
import { EmptyState } from '../../components/EmptyState';
import { useDroppedFiles } from '../../components/fromOutside';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { showChanged } from '../../notice';
import { usePlace } from '../../place';
import { DocxEditor } from './DocxEditor';
import { FormWork } from './FormWork';

type Listed = Data<'form.list'>[number];
/** A form that was just taken, and the one that it may be the new edition of. */
export interface Likeness {
  id: string;
  like: { id: string; name: string };
}

/** 接收单位表样: `/form` lists them, `/form/<id>` says what goes where in one. */
export default function FormPage() {
  const { t } = useTranslation(['form', 'term']);
  const { id, open } = usePlace('/form');
  const { data: forms, isError, error, refetch } = useApi('form.list', {}, { keep: true });
  const take = useTask('form.take', { title: t('take.task') });
  const [likeness, setLikeness] = useState<Likeness | null>(null);

  const takeFile = async (file: string) => {
    const reply = await take.run({ file });
    if (!reply.ok || reply.data.value.id === null) return;
    const { id: taken, like } = reply.data.value;
    showChanged({ changed: 1, message: t('take.done'), undo: () => void undo() });
    setLikeness(like === null ? null : { id: taken, like });
    open(taken);
  };
  const over = useDroppedFiles((files) => {
    if (files[0] !== undefined) void takeFile(files[0]);
  });

  if (isError) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (forms === undefined) return null;
  if (id !== null) {
    const listed = forms.find((form) => form.id === id);
    const own = likeness?.id === id ? likeness : null;
    const settled = () => setLikeness(null);
    const back = () => open(null);
    if (listed === undefined) return null;
    const Work = listed.kind === 'docx' ? DocxEditor : FormWork;
    return <Work key={id} id={id} likeness={own} onSettled={settled} onBack={back} />;
  }
  const button = (
    <Needs needs="form.take">
      <Button loading={take.running} onClick={() => void takeFile('')}>
        {t('take.button')}
      </Button>
    </Needs>
  );
  const columns: SimpleColumn<Listed>[] = [
    {
      id: 'name',
      title: t('column.name'),
      render: ({ name, validTo }) =>
        validTo === null ? (
          name
        ) : (
          <>
            {name}{' '}
            <Badge color="gray" variant="light">
              {t('ended')}
            </Badge>
          </>
        ),
    },
    { id: 'authority', title: t('column.authority'), width: '14rem', render: ({ authority }) => authority ?? t('any') },
    { id: 'code', title: t('column.code'), width: '6rem', render: ({ code }) => code },
    { id: 'kind', title: t('column.kind'), width: '8rem', render: ({ kind }) => t(`term:formKind.${kind as 'xlsx'}`) },
    { id: 'version', title: t('column.version'), width: '6rem', render: ({ version }) => t('version', { version }) },
    { id: 'checkedOn', title: t('column.checkedOn'), width: '8rem', render: ({ checkedOn }) => checkedOn ?? '' },
    { id: 'filled', title: t('column.filled'), width: '6rem', align: 'end', render: ({ filled }) => filled },
  ];
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        {button}
      </PageHead>
      <SimpleTable
        label={t('title')}
        columns={columns}
        rows={forms}
        keyOf={({ id: own }) => own}
        onOpen={({ id: own }) => open(own)}
        empty={
          <EmptyState icon={<IconFileSpreadsheet size={32} stroke={1.5} aria-hidden />} title={t('none.title')} text={t('none.text')}>
            {button}
          </EmptyState>
        }
      />
      <DropOver over={over} text={t('take.drop')} />
    </>
  );
}
