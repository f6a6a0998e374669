import { Radio, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/PageHead';
import { languages, type Language } from '../../i18n';
import { changeSettings, useSettings } from '../../settings';
import type { ColourScheme, TextSize } from '../../theme';

const schemes = ['auto', 'light', 'dark'] as const;
const sizes = ['normal', 'large', 'largest'] as const;

/** How the application looks and speaks. */
export default function SettingPage() {
  const { t } = useTranslation('setting');
  const { scheme, textSize, highContrast, language } = useSettings();
  return (
    <>
      <PageHead title={t('title')} />
      <Stack px="md" pb="xl" gap="lg" maw="36rem">
        <section>
          <Text fw={600} mb={4} id="scheme">
            {t('scheme.title')}
          </Text>
          <SegmentedControl
            aria-labelledby="scheme"
            value={scheme}
            onChange={(value) => changeSettings({ scheme: value as ColourScheme })}
            data={schemes.map((value) => ({ value, label: t(`scheme.${value}`) }))}
          />
        </section>
        <section>
          <Text fw={600} mb={4} id="text-size">
            {t('textSize.title')}
          </Text>
          <SegmentedControl
            aria-labelledby="text-size"
            value={textSize}
            onChange={(value) => changeSettings({ textSize: value as TextSize })}
            data={sizes.map((value) => ({ value, label: t(`textSize.${value}`) }))}
          />
        </section>
        <Switch
          checked={highContrast}
          onChange={(event) => changeSettings({ highContrast: event.currentTarget.checked })}
          label={t('highContrast.title')}
          description={t('highContrast.text')}
        />
        <Radio.Group
          label={t('language.title')}
          description={t('language.text')}
          value={language}
          onChange={(value) => changeSettings({ language: value as Language })}
        >
          <Stack gap="xs" mt="xs">
            {languages.map((value) => (
              <Radio key={value} value={value} label={t(`language.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </>
  );
}
