import { Radio, SegmentedControl, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../../i18n';
import { changeSettings, useSettings } from '../../settings';
import type { ColourScheme, TextSize } from '../../theme';
import classes from './Setting.module.css';

const schemes = ['auto', 'light', 'dark'] as const;
const sizes = ['normal', 'large', 'largest'] as const;

/** How the application looks and speaks. */
export function AppearanceSettings() {
  const { t } = useTranslation('setting');
  const { scheme, textSize, highContrast, language } = useSettings();
  return (
    <>
      <div className={classes.line}>
        <span id="scheme">{t('scheme.title')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="scheme"
          value={scheme}
          onChange={(value) => changeSettings({ scheme: value as ColourScheme })}
          data={schemes.map((value) => ({ value, label: t(`scheme.${value}`) }))}
        />
      </div>
      <div className={classes.line}>
        <span id="text-size">{t('textSize.title')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="text-size"
          value={textSize}
          onChange={(value) => changeSettings({ textSize: value as TextSize })}
          data={sizes.map((value) => ({ value, label: t(`textSize.${value}`) }))}
        />
      </div>
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
        <Stack gap={6} mt={6}>
          {languages.map((value) => (
            <Radio key={value} size="sm" value={value} label={t(`language.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}
