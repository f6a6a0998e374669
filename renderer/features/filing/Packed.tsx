import { Button, Checkbox, Code, CopyButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextStates } from '../../../db/domain/filing/filing';
import { useTask, type Data } from '../../api';
import { AdvanceDialog } from './AdvanceDialog';
import panes from './Filing.module.css';
import type { Enclosed } from './letter';
import classes from './Package.module.css';
import type { Issued } from './papers';

interface PackedProps {
  letter: Issued;
  enclosed: readonly Enclosed[];
  issued: readonly Issued[];
}

type Package = Data<'filing.package'>;

/** Makes the zip of a letter and its papers, and says what is inside. */
export function Packed({ letter, enclosed, issued }: PackedProps) {
  const { t } = useTranslation('filing');
  const [asciiNames, setAsciiNames] = useState(false);
  const [packed, setPacked] = useState<{ letterId: string; result: Package } | null>(null);
  const [sending, setSending] = useState(false);
  const pack = useTask('filing.package', { title: t('package.task') });
  const run = async () => {
    const reply = await pack.run({
      letterId: letter.id,
      filings: enclosed.map(({ id, formats }) => ({ id, formats })),
      file: '',
      asciiNames,
    });
    if (reply.ok && reply.data.file !== null) setPacked({ letterId: letter.id, result: reply.data });
  };
  const result = packed?.letterId === letter.id ? packed.result : null;
  const together = [letter, ...issued.filter(({ id }) => enclosed.some((entry) => entry.id === id))];
  const toSend = together.filter(({ state }) => nextStates(state).includes('sent'));
  return (
    <section aria-label={t('package.pack')}>
      <h2 className={panes.paneTitle}>{t('package.pack')}</h2>
      <Text size="sm" mb="xs">
        {t('package.text', { number: letter.number, count: enclosed.length })}
      </Text>
      <Checkbox
        label={t('package.asciiNames')}
        description={t('package.asciiNamesText')}
        checked={asciiNames}
        onChange={(event) => setAsciiNames(event.currentTarget.checked)}
        mb="sm"
      />
      <Group gap="xs">
        <Button loading={pack.running} disabled={enclosed.length === 0} onClick={() => void run()}>
          {t('package.make')}
        </Button>
        {pack.running && (
          <Button variant="default" onClick={pack.cancel}>
            {t('package.stop')}
          </Button>
        )}
      </Group>
      {result && (
        <div className={classes.packed} role="status">
          <Text size="sm" fw={600}>
            {t('package.done', { size: Math.max(1, Math.round(result.size / 1024)) })}
          </Text>
          <Text size="xs" c="dimmed" className={classes.path}>
            {result.file}
          </Text>
          <Text size="sm" fw={600} mt="xs">
            {t('package.entries', { count: result.entries.length })}
          </Text>
          <ol className={classes.entries}>
            {result.entries.map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ol>
          <Text size="sm" fw={600}>
            SHA-256
          </Text>
          <Code block className={classes.hash}>
            {result.sha256}
          </Code>
          <Group gap={6} mt="xs">
            <CopyButton value={result.sha256}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {t(copied ? 'package.copied' : 'package.copy')}
                </Button>
              )}
            </CopyButton>
            {toSend.length > 0 && (
              <Button size="compact-sm" onClick={() => setSending(true)}>
                {t('package.sent', { count: toSend.length })}
              </Button>
            )}
          </Group>
        </div>
      )}
      <AdvanceDialog opened={sending} filings={toSend} states={['sent']} onClose={() => setSending(false)} />
    </section>
  );
}
