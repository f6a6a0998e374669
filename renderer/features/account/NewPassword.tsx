import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface TypedPassword {
  password: string;
  again: string;
}
export const noPassword: TypedPassword = { password: '', again: '' };
/** Typed twice the same. */
export const isTwice = ({ password, again }: TypedPassword): boolean => password !== '' && password === again;

interface NewPasswordProps {
  label: string;
  value: TypedPassword;
  /** Why it was not taken. */
  error: string | undefined;
  onChange: (value: TypedPassword) => void;
}

/** A new password, typed twice. */
export function NewPassword({ label, value, error, onChange }: NewPasswordProps) {
  const { t } = useTranslation('account');
  const differs = value.again !== '' && value.again !== value.password;
  return (
    <>
      <PasswordInput
        label={label}
        description={t('passwordNote')}
        value={value.password}
        maxLength={400}
        autoComplete="new-password"
        error={error}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('again')}
        value={value.again}
        maxLength={400}
        autoComplete="new-password"
        error={differs ? t('differs') : undefined}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
      />
    </>
  );
}
