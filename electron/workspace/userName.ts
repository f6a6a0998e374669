import { userInfo } from 'node:os';

/** Name of the user of this machine, who stands in history and locks; empty where the system does not tell. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
