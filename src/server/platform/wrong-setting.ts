/** What only another setting or another command helps: the same start again comes to the same. Exit code 2. */
export class WrongSetting extends Error {}
