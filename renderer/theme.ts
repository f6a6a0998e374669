import { createTheme, type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core';

/**
 * The statutory four (red, orange, yellow, blue) belong to risk levels alone (`--level-*` in app.css), so neither the
 * accent nor errors nor due dates use them: the accent is a deep teal, what needs attention is wine, soon is violet.
 */
const pine: MantineColorsTuple = [
  '#ecf7f5',
  '#d6ebe7',
  '#add7cf',
  '#80c1b6',
  '#58aea0',
  '#3b9f90',
  '#1f8a7b',
  '#0d7265',
  '#075d53',
  '#034840',
];
const wine: MantineColorsTuple = [
  '#fbeff4',
  '#f3dbe5',
  '#e8b3c9',
  '#dc88ab',
  '#cd6090',
  '#bb417a',
  '#a52c66',
  '#8c1d53',
  '#741443',
  '#5a0d33',
];
const violet: MantineColorsTuple = [
  '#f4f0fb',
  '#e4dbf3',
  '#c8b6e6',
  '#aa8fd9',
  '#9170cc',
  '#7d58bf',
  '#6b45ab',
  '#583693',
  '#482a7a',
  '#372060',
];

const chineseFonts =
  "'Microsoft YaHei UI', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif";

/** What opened a dialog may be gone when it closes, as 关闭本轮 is: the keyboard goes on in the page, not at its very beginning. */
function keepFocus(): void {
  if (document.activeElement === document.body) document.getElementById('page')?.focus({ preventScroll: true });
}

export const theme = createTheme({
  colors: { pine, wine, violet },
  primaryColor: 'pine',
  primaryShade: 7,
  black: '#16211f',
  defaultRadius: 'sm',
  radius: { xs: '0.1875rem', sm: '0.3125rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  fontFamily: `'Segoe UI', ${chineseFonts}`,
  fontFamilyMonospace: `Consolas, 'Cascadia Mono', 'DejaVu Sans Mono', ${chineseFonts}`,
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.25rem', xl: '1.75rem' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' }, h4: { fontSize: '0.9375rem' } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Modal: {
      styles: { title: { fontWeight: 600 } },
      // The title line of a dialog is no banner of the page.
      defaultProps: {
        centered: true,
        onExitTransitionEnd: keepFocus,
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: { header: { role: 'presentation' } },
      },
    },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Badge: { defaultProps: { tt: 'none' } },
    DatePickerInput: { defaultProps: { monthLabelFormat: 'YYYY年M月', yearLabelFormat: 'YYYY年', valueFormat: 'YYYY-MM-DD' } },
    DateInput: { defaultProps: { monthLabelFormat: 'YYYY年M月', yearLabelFormat: 'YYYY年', valueFormat: 'YYYY-MM-DD' } },
  },
});

/** Words that parts of Mantine need for screen readers. */
export const themeWords = (close: string): MantineThemeOverride => ({
  components: { Modal: { defaultProps: { closeButtonProps: { 'aria-label': close } } } },
});

/** Mantine's own greys and error red miss AA or use a statutory colour; these replace them in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#16211f',
    '--mantine-color-dimmed': '#52605d',
    '--mantine-color-placeholder': '#6a7673',
    '--mantine-color-error': '#8c1d53',
    '--mantine-color-default-border': '#cfd8d6',
    '--mantine-color-anchor': '#0d7265',
  },
  dark: {
    '--mantine-color-body': '#161b1a',
    '--mantine-color-text': '#dbe3e1',
    '--mantine-color-dimmed': '#a3b0ad',
    '--mantine-color-placeholder': '#8f9c99',
    '--mantine-color-error': '#e8b3c9',
    '--mantine-color-default': '#1f2625',
    '--mantine-color-default-hover': '#28312f',
    '--mantine-color-default-border': '#3b4745',
    '--mantine-color-anchor': '#80c1b6',
  },
});

/** Three text sizes; everything is measured in rem, so the root carries them. */
export const textSizes = { normal: '100%', large: '112.5%', largest: '125%' } as const;
export type TextSize = keyof typeof textSizes;
export type ColourScheme = 'light' | 'dark' | 'auto';
