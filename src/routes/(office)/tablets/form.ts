import * as v from 'valibot';

const NAME_MAX = 60;

/** What a tablet is called; empty where the site's name will do. */
export const DeviceName = v.pipe(v.string(), v.trim(), v.maxLength(NAME_MAX));

/** Whether badges can be typed on the screen. */
export const Keypad = v.picklist(['yes', 'no']);
