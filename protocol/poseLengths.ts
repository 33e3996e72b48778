/** Numbers in one hand: 25 joints of 16. */
export const HAND_LENGTH = 25 * 16

/** Numbers in one body: 33 joints of 16. */
export const BODY_LENGTH = 33 * 16
