/**
 * Fewer answers than this are never shown, nor opened, by themselves: the smallest group that Korean official
 * statistics let stand, and that a class forgives.
 */
export const FEWEST = 5;
