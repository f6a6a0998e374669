import { Button, Group, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconFileImport, IconFilePlus } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Picker } from '../../components/Picker';
import { regionOptions } from '../../components/regionOptions';
import classes from './Welcome.module.css';

export interface Basics {
  name: string;
  regionCode: string;
  sector: string;
}

interface BeginFormProps {
  regions: Parameters<typeof regionOptions>[0];
  sectors: readonly { id: string; name: string }[];
  busy: boolean;
  /** Nothing was opened before: the cursor stands in the first field. */
  isFirst: boolean;
  /** Where a workspace of this name would be stored. */
  placeFor: (name: string) => string;
  isDefaultPlace: boolean;
  onChangePlace: () => void;
  onDefaultPlace: () => void;
  onBegin: (basics: Basics, thenImport: boolean) => void;
}

/** The three questions of the first start; everything else is 以后再填. */
export function BeginForm({
  regions,
  sectors,
  busy,
  isFirst,
  placeFor,
  isDefaultPlace,
  onChangePlace,
  onDefaultPlace,
  onBegin,
}: BeginFormProps) {
  const { t } = useTranslation('welcome');
  const [basics, setBasics] = useState<Basics>({ name: '', regionCode: '', sector: '' });
  const [asked, setAsked] = useState(false);
  const regionChoices = useMemo(() => regionOptions(regions), [regions]);
  const sectorChoices = useMemo(() => sectors.map(({ id, name }) => ({ value: id, label: name })), [sectors]);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) first.current?.focus();
  }, [isFirst]);
  const name = basics.name.trim();
  const set = (patch: Partial<Basics>) => setBasics((now) => ({ ...now, ...patch }));
  const begin = (thenImport: boolean) => {
    setAsked(true);
    if (name !== '' && basics.regionCode !== '' && basics.sector !== '') onBegin({ ...basics, name }, thenImport);
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    begin(true);
  };

  return (
    <form ref={form} className={classes.form} onSubmit={onSubmit} noValidate aria-label={t('begin')}>
      <TextInput
        label={t('name')}
        placeholder={t('namePlaceholder')}
        value={basics.name}
        maxLength={200}
        onChange={(event) => set({ name: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        error={asked && name === '' ? t('needName') : undefined}
        withAsterisk
        ref={first}
      />
      <div className={classes.pair}>
        <Picker
          label={t('region')}
          placeholder={t('regionPlaceholder')}
          options={regionChoices}
          value={basics.regionCode === '' ? null : basics.regionCode}
          onPick={(regionCode) => set({ regionCode: regionCode ?? '' })}
          error={asked && basics.regionCode === '' ? t('needRegion') : undefined}
          required
        />
        <Picker
          label={t('sector')}
          placeholder={t('sectorPlaceholder')}
          options={sectorChoices}
          value={basics.sector === '' ? null : basics.sector}
          onPick={(sector) => set({ sector: sector ?? '' })}
          error={asked && basics.sector === '' ? t('needSector') : undefined}
          required
        />
      </div>
      <Text size="xs" c="dimmed">
        {t('regionNote')}
      </Text>
      <div>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" fw={600}>
            {t('place')}
          </Text>
          <Group gap={4} wrap="nowrap">
            {!isDefaultPlace && (
              <Button variant="subtle" color="gray" size="compact-xs" onClick={onDefaultPlace}>
                {t('defaultPlace')}
              </Button>
            )}
            <Button variant="default" size="compact-xs" onClick={onChangePlace} disabled={busy}>
              {t('changePlace')}
            </Button>
          </Group>
        </Group>
        <Text size="sm" className={classes.path} data-testid="place">
          {placeFor(name)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('placeNote')}
        </Text>
      </div>
      <div className={classes.ways}>
        <UnstyledButton type="submit" className={classes.way} data-main disabled={busy}>
          <IconFileImport size={22} stroke={1.6} aria-hidden />
          <span>
            <b>{t('import')}</b>
            <small>{t('importNote')}</small>
          </span>
        </UnstyledButton>
        <UnstyledButton className={classes.way} onClick={() => begin(false)} disabled={busy}>
          <IconFilePlus size={22} stroke={1.6} aria-hidden />
          <span>
            <b>{t('blank')}</b>
            <small>{t('blankNote')}</small>
          </span>
        </UnstyledButton>
      </div>
    </form>
  );
}
