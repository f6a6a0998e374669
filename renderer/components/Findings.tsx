import { IconAlertCircle, IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { refuses, type Finding } from '../../db/domain/rule';
import classes from './Findings.module.css';
import { findingText } from './findingText';

interface FindingsProps {
  findings: readonly Finding[];
  /** Only those beside this field; all when absent. */
  field?: string;
  id?: string;
}

/** What the rules found, in plain words with the rule's number; only arithmetic ones refuse. */
export function Findings({ findings, field, id }: FindingsProps) {
  const { t } = useTranslation('component');
  const shown = field === undefined ? findings : findings.filter((finding) => finding.field === field);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.list} id={id}>
      {shown.map((finding, index) => (
        <li key={`${finding.rule}-${finding.key}-${index}`} data-refuses={refuses(finding)}>
          {refuses(finding) ? <IconAlertCircle size={14} aria-hidden /> : <IconBulb size={14} aria-hidden />}
          <span role={refuses(finding) ? 'alert' : undefined}>
            {findingText(t, finding)}
            {/^V\d+$/.test(finding.rule) && <small>{t('finding.rule', { rule: finding.rule })}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
