import { speak, type Translate } from './components/speak';

/** What a command did, in the user's language: `command.<name>`. */
export const commandText = (t: Translate, command: string): string =>
  speak(t, `command:${command}`, { defaultValue: speak(t, 'app:frame.change') });

/** Step of a task: `step.<key>`. */
export const stepText = (t: Translate, step: string): string => (step === '' ? '' : speak(t, `step:${step}`, { defaultValue: '' }));
