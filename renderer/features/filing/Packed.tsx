import { Anchor, Button, Checkbox, Code, CopyButton, Group, NativeSelect, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextStates } from '../../../db/domain/filing/filing';
import { fileNameKinds, type FileNames } from '../../../db/domain/filing/handover';
import { useApi, useTask, type Data } from '../../api';
import { Needs } from '../../components/Needs';
import { AdvanceDialog } from './AdvanceDialog';
import panes from './Filing.module.css';
import type { Enclosed } from './letter';
import classes from './Package.module.css';
import { filesOf, type Along, type PackStyle } from './packing';
import type { Issued } from './papers';

interface PackedProps {
  letter: Issued;
  enclosed: readonly Enclosed[];
  along: Along;
  issued: readonly Issued[];
  style: PackStyle;
  onStyle: (patch: Partial<PackStyle>) => void;
}

type Package = NonNullable<Data<'filing.package'>>;

/** Makes the zips of a letter, its papers and the evidence, and says what is inside. */
export function Packed({ letter, enclosed, along, issued, style, onStyle }: PackedProps) {
  const { t } = useTranslation(['filing', 'term']);
  const [packed, setPacked] = useState<{ letterId: string; result: Package } | null>(null);
  const [sending, setSending] = useState(false);
  const pack = useTask('filing.package', { title: t('package.task') });
  const run = async () => {
    const reply = await pack.run({
      letterId: letter.id,
      letterScan: along.scanned.has(letter.id),
      filings: enclosed.map((entry) => ({ id: entry.id, formId: entry.formId ?? null, ...filesOf(entry, along.scanned.has(entry.id)) })),
      evidence: [...along.taken],
      file: '',
      fileNames: style.fileNames,
      volumeMb: style.volumeMb,
      withReceipt: style.withReceipt,
      ...(style.profile?.recipient === letter.addressee ? { profile: { ...style.profile } } : {}),
    });
    if (reply.ok && reply.data !== null) setPacked({ letterId: letter.id, result: reply.data });
  };
  const result = packed?.letterId === letter.id ? packed.result : null;
  const together = [letter, ...issued.filter(({ id }) => enclosed.some((entry) => entry.id === id))];
  const toSend = together.filter(({ state }) => nextStates(state).includes('sent'));
  const record = useApi('submission.get', { id: result?.submission.id ?? '' }, { enabled: result !== null });
  return (
    <section aria-label={t('package.pack')}>
      <h2 className={panes.paneTitle}>{t('package.pack')}</h2>
      <Text size="sm" mb="xs">
        {t('package.text', { number: letter.number, count: enclosed.length, evidence: along.taken.length })}
      </Text>
      <Group gap="xs" mb="sm" grow align="flex-start">
        <NativeSelect
          size="xs"
          label={t('package.fileNames')}
          description={t(`package.fileNamesText.${style.fileNames}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          data={fileNameKinds.map((value) => ({ value, label: t(`term:fileNames.${value}`) }))}
          value={style.fileNames}
          onChange={(event) => onStyle({ fileNames: event.currentTarget.value as FileNames })}
        />
        <NumberInput
          size="xs"
          label={t('package.volumeMb')}
          description={t('package.volumeMbText')}
          inputWrapperOrder={['label', 'input', 'description']}
          min={1}
          max={4000}
          allowDecimal={false}
          suffix=" MB"
          value={style.volumeMb ?? ''}
          onChange={(value) => onStyle({ volumeMb: typeof value === 'number' && value >= 1 ? value : null })}
        />
      </Group>
      <Checkbox
        size="xs"
        label={t('package.withReceipt')}
        description={t('package.withReceiptText')}
        checked={style.withReceipt}
        onChange={(event) => onStyle({ withReceipt: event.currentTarget.checked })}
        mb="sm"
      />
      <Group gap="xs">
        <Needs needs="filing.package">
          <Button loading={pack.running} disabled={enclosed.length === 0} onClick={() => void run()}>
            {t('package.make')}
          </Button>
        </Needs>
        {pack.running && (
          <Button variant="default" onClick={pack.cancel}>
            {t('package.stop')}
          </Button>
        )}
      </Group>
      {result && (
        <div className={classes.packed} role="status">
          <Text size="sm" fw={600}>
            {t('package.done', { count: result.volumes.length, size: kilobytes(result.volumes.reduce((sum, { size }) => sum + size, 0)) })}
          </Text>
          {result.tooLarge.map(({ name, size }) => (
            <Text key={name} size="sm" c="var(--text-notice)">
              {t('package.tooLarge', { name, size: (size / 1_000_000).toFixed(1), limit: style.volumeMb })}
            </Text>
          ))}
          {result.volumes.map((volume) => (
            <Volume key={volume.name} volume={volume} />
          ))}
          <Text size="sm" mt="xs">
            {t('package.recorded')}{' '}
            <Anchor size="sm" href={`#/submission/${result.submission.id}`}>
              {result.submission.no}
            </Anchor>
          </Text>
          {toSend.length > 0 && (
            <Button size="compact-sm" mt="xs" onClick={() => setSending(true)}>
              {t('package.sent', { count: toSend.length })}
            </Button>
          )}
        </div>
      )}
      <AdvanceDialog
        opened={sending}
        filings={toSend}
        states={['sent']}
        {...(record.data ? { submission: record.data } : {})}
        onClose={() => setSending(false)}
      />
    </section>
  );
}

const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));

/** One zip: where it was written, what is inside, its check. */
function Volume({ volume: { file, entries, size, sha256 } }: { volume: Package['volumes'][number] }) {
  const { t } = useTranslation('filing');
  return (
    <>
      <Text size="xs" c="dimmed" className={classes.path} mt="xs">
        {file} · {kilobytes(size)} KB
      </Text>
      <Text size="sm" fw={600} mt={4}>
        {t('package.entries', { count: entries.length })}
      </Text>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ol>
      <Text size="sm" fw={600}>
        SHA-256
      </Text>
      <Code block className={classes.hash}>
        {sha256}
      </Code>
      <CopyButton value={sha256}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {t(copied ? 'package.copied' : 'package.copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
