/** The moments of taking in events at which a server can be made to end; see `failpoints`. */
export const FAILPOINTS = ['before-insert', 'before-commit', 'after-commit'] as const;
export type Failpoint = (typeof FAILPOINTS)[number];
