import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showSaved, useTask } from '../../api';
import classes from './Account.module.css';

/** A recovery code, shown this once, to be printed and sealed. */
export function CodeDialog({ code, heldBy, onClose }: { code: string; heldBy: string; onClose: () => void }) {
  const { t } = useTranslation('account');
  const letter = useTask('recovery.letter', { title: t('code.title') });
  const print = async () => {
    const reply = await letter.run({ code, heldBy, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('code.printed'), reply.data.file);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('code.title')}
      size="34rem"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className={classes.section} style={{ padding: 0 }}>
        <p className={classes.quiet}>{t('code.text')}</p>
        <div className={classes.code} data-testid="recovery-code">
          {code}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('code.done')}
          </Button>
          <Button loading={letter.running} onClick={() => void print()}>
            {t('code.print')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
