import { ActionIcon, Group, NumberInput, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Filing.module.css';

interface PageNumberProps {
  /** Counted from 0. */
  page: number;
  pages: number;
  onShow: (page: number) => void;
}

/** 第 n 页 of m, with the ways to another. */
export function PageNumber({ page, pages, onShow }: PageNumberProps) {
  const { t } = useTranslation('filing');
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon disabled={page === 0} onClick={() => onShow(page - 1)} aria-label={t('preview.back')}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <NumberInput
        size="xs"
        w={`${String(pages).length * 0.6 + 1.2}rem`}
        hideControls
        allowDecimal={false}
        min={1}
        max={pages}
        clampBehavior="strict"
        classNames={{ input: classes.pageInput! }}
        aria-label={t('preview.pageNumber')}
        value={page + 1}
        onChange={(next) => {
          if (typeof next === 'number' && next >= 1 && next - 1 !== page) onShow(next - 1);
        }}
      />
      <Text size="xs" className={classes.pageOf}>
        {t('preview.pageOf', { pages })}
      </Text>
      <ActionIcon disabled={page >= pages - 1} onClick={() => onShow(page + 1)} aria-label={t('preview.forward')}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}
