import { Button, Group, Modal, Pagination, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, type Data } from '../../api';
import { requestOf, wordingOf, type Request, type Stated } from './papers';

interface PublicTextsProps {
  code: string;
  stated: Stated;
  /** What was worded, as it is kept in the details. */
  value: string | number | null;
  onChange: (value: string) => void;
}

/** Texts of which something was taken out for the public: each can be worded by a person. */
export function PublicTexts({ code, stated, value, onChange }: PublicTextsProps) {
  const { t } = useTranslation('filing');
  const [opened, setOpened] = useState(false);
  const request = useMemo(() => requestOf(code, stated), [code, stated]);
  const [settled] = useDebouncedValue(request, 350);
  const texts = useApi('publication.texts', { request: settled as Request }, { keep: true, enabled: settled !== null });
  const count = texts.data?.length ?? 0;
  if (count === 0) return null;
  const wording = wordingOf(value);
  const word = (key: string, text: string | null) => {
    const { [key]: _former, ...others } = wording;
    onChange(JSON.stringify(text === null ? others : { ...others, [key]: text }));
  };
  return (
    <>
      <Button variant="default" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => setOpened(true)}>
        {t('publicTexts.open', { count })}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('publicTexts.title')} size="xl">
        {opened && <Texts texts={texts.data ?? []} wording={wording} onWord={word} />}
      </Modal>
    </>
  );
}

const perPage = 8;

interface TextsProps {
  texts: Data<'publication.texts'>;
  wording: Record<string, string>;
  onWord: (key: string, text: string | null) => void;
}

function Texts({ texts, wording, onWord }: TextsProps) {
  const { t } = useTranslation('filing');
  const [page, setPage] = useState(1);
  return (
    <Stack gap="md">
      <Text size="sm">{t('publicTexts.text')}</Text>
      {texts.slice((page - 1) * perPage, page * perPage).map(({ key, where, register, shown }) => (
        <Stack key={key} gap={4}>
          <Textarea
            label={where}
            description={t('publicTexts.register', { text: register })}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={5000}
            value={wording[key] ?? shown}
            onChange={(event) => onWord(key, event.currentTarget.value)}
          />
          {wording[key] !== undefined && (
            <Group justify="flex-end">
              <Button size="compact-xs" variant="subtle" onClick={() => onWord(key, null)}>
                {t('publicTexts.reset')}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      {texts.length > perPage && <Pagination total={Math.ceil(texts.length / perPage)} value={page} onChange={setPage} size="sm" />}
    </Stack>
  );
}
