import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Failure } from '../../api';
import { failureText } from '../../components/failureText';

/** Opens a file that was handed over for an investigation: who looks is asked for first, because every look is logged under that name. */
export function OpenCopy({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation('welcome');
  const [opened, setOpened] = useState(false);
  const [who, setWho] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = async () => {
    setPending(true);
    setFailure(undefined);
    const reply = await call('investigation.open', { file: '', password: password === '' ? null : password, who: who.trim() });
    setPending(false);
    if (!reply.ok) setFailure(reply.error);
  };
  return (
    <>
      <Button variant="subtle" leftSection={<IconEye size={16} aria-hidden />} disabled={disabled} onClick={() => setOpened(true)}>
        {t('copy.open')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('copy.title')} size="md">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <Stack gap="sm">
            <Text size="sm">{t('copy.text')}</Text>
            <TextInput
              label={t('copy.who')}
              placeholder={t('copy.example')}
              maxLength={100}
              value={who}
              onChange={(event) => setWho(event.currentTarget.value)}
              data-autofocus
            />
            <PasswordInput
              label={t('copy.password')}
              description={t('copy.passwordNote')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {failure && (
              <Text size="sm" c="var(--text-attention)" role="alert">
                {failureText(t as never, failure)}
              </Text>
            )}
            <Button type="submit" loading={pending} disabled={who.trim() === ''}>
              {t('copy.choose')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
