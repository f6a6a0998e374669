import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './NavBar.module.css';

export interface NavPage {
  path: string;
  label: string;
  /** Small number at the right: what waits there. */
  count?: number;
}

export interface NavGroup {
  id: string;
  label: string;
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** One page: the group itself is the link. */
  pages: readonly NavPage[];
}

interface NavBarProps {
  groups: readonly NavGroup[];
  /** Path of the page that is shown. */
  current: string;
  onGo: (path: string) => void;
  collapsed: boolean;
  onCollapse: (collapsed: boolean) => void;
  /** Ids of the groups that stay open. */
  open: readonly string[];
  onToggle: (id: string) => void;
}

const isUnder = (current: string, path: string): boolean => current === path || (path !== '/' && current.startsWith(`${path}/`));

/** The page of the groups that a location belongs to: the longest path that leads to it. */
function currentPath(groups: readonly NavGroup[], current: string): string | undefined {
  return groups
    .flatMap(({ pages }) => pages)
    .map(({ path }) => path)
    .filter((path) => isUnder(current, path))
    .sort((a, b) => b.length - a.length)[0];
}

/** Left navigation, grouped by the way the work runs. */
export function NavBar({ groups, current, onGo, collapsed, onCollapse, open, onToggle }: NavBarProps) {
  const { t } = useTranslation('component');
  const here = currentPath(groups, current);
  return (
    <nav className={classes.nav} data-collapsed={collapsed || undefined} aria-label={t('nav.label')}>
      <div className={classes.groups}>
        {groups.map(({ id, label, icon: Icon, pages }) => {
          const [first] = pages;
          if (!first) return null;
          const isHere = pages.some(({ path }) => path === here);
          const isSingle = pages.length === 1;
          const isOpen = !isSingle && !collapsed && (open.includes(id) || isHere);
          return (
            <div key={id}>
              <Tooltip label={label} position="right" disabled={!collapsed}>
                <UnstyledButton
                  className={classes.group}
                  aria-current={isHere && (isSingle || collapsed) ? 'page' : undefined}
                  aria-expanded={isSingle || collapsed ? undefined : isOpen}
                  aria-label={collapsed ? label : undefined}
                  data-here={isHere || undefined}
                  onClick={() => (isSingle || collapsed ? onGo(first.path) : onToggle(id))}
                >
                  <Icon size={18} stroke={1.6} />
                  {!collapsed && <span className={classes.label}>{label}</span>}
                  {!collapsed && isSingle && first.count ? <span className={classes.count}>{first.count}</span> : null}
                  {!collapsed && !isSingle && <IconChevronDown size={14} className={classes.chevron} aria-hidden />}
                </UnstyledButton>
              </Tooltip>
              {isOpen &&
                pages.map((page) => (
                  <UnstyledButton
                    key={page.path}
                    className={classes.page}
                    aria-current={page.path === here ? 'page' : undefined}
                    onClick={() => onGo(page.path)}
                  >
                    <span className={classes.label}>{page.label}</span>
                    {page.count ? <span className={classes.count}>{page.count}</span> : null}
                  </UnstyledButton>
                ))}
            </div>
          );
        })}
      </div>
      <ActionIcon
        className={classes.collapse}
        onClick={() => onCollapse(!collapsed)}
        aria-label={collapsed ? t('nav.expand') : t('nav.collapse')}
      >
        {collapsed ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
      </ActionIcon>
    </nav>
  );
}
