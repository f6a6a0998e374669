import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { MoreMenu } from '../../components/MoreMenu';
import { Needs } from '../../components/Needs';
import { showFailure } from '../../notice';

interface FormMenuProps {
  form: { id: string; revision: number; name: string; validTo: string | null };
  /** Proposes anew what goes where; absent where the editor does that itself. */
  onAgain?: () => void;
  onRemoved: () => void;
}

/** What is done with a form as a whole. */
export function FormMenu({ form: { id, revision, name, validTo }, onAgain, onRemoved }: FormMenuProps) {
  const { t } = useTranslation('form');
  const [removing, setRemoving] = useState(false);
  const end = useCommand('form.end');
  const remove = useCommand('form.remove');
  return (
    <>
      <MoreMenu>
        {onAgain && <Menu.Item onClick={onAgain}>{t('again')}</Menu.Item>}
        <Needs needs="form.end">
          <Menu.Item onClick={() => void end.run({ id, revision, ended: validTo === null })}>
            {t(validTo === null ? 'end' : 'use')}
          </Menu.Item>
        </Needs>
        <Needs needs="form.remove">
          <Menu.Item color="wine" onClick={() => setRemoving(true)}>
            {t('remove.button')}
          </Menu.Item>
        </Needs>
      </MoreMenu>
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('remove.title', { name })}
        destroys={[]}
        verb={t('remove.button')}
        onConfirm={async () => {
          const reply = await remove.run({ id, revision });
          setRemoving(false);
          if (reply.ok) onRemoved();
          else if (reply.error.findings?.length) showFailure({ ...reply.error, key: 'formKept' });
        }}
      />
    </>
  );
}
