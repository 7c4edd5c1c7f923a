/** Every bank card, student card and transport card is as large as this (ISO/IEC 7810, ID-1). */
export const BANK_CARD_MM = { width: 85.6, height: 53.98 } as const;

/** Screens finer or coarser than this are none that a tablet has. */
export const PX_PER_MM = { min: 3, max: 9 } as const;
