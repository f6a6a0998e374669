/** The command was written wrongly: exit code 2, the sentence says how it should be. */
export class UsageFault extends Error {}
