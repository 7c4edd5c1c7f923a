// The question on the screen is written for Svelte's compiler. Its timing is part of what is attacked, and
// outside a page its runes are plain fields.
Object.assign(globalThis, { $state: { raw: <Value>(value: Value) => value } });

export const { Asking } = await import('#kiosk/asking.svelte.ts');
