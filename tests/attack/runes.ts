// The question on the screen is written for Svelte's compiler. Its timing is part of what is attacked, and
// outside a page its runes are plain fields.
const plain = <Value>(value: Value) => value;
Object.assign(globalThis, { $state: Object.assign(plain, { raw: plain }) });

export const { Asking } = await import('#kiosk/asking.svelte.ts');
