/** The same procedures from a terminal (no window). */
import { runTerminal } from './terminal/terminal';

process.exitCode = await runTerminal(process.argv.slice(2));
