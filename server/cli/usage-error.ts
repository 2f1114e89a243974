/** What the caller did wrong: printed on standard error, exit status 2. */
export class UsageError extends Error {}
