import type { enhance } from '$app/forms';

/** What happens around the sending of a form, once there is a script: whoever owns the page says so. */
export type Submit = NonNullable<Parameters<typeof enhance>[1]>;
