const TEXT = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]'

/** Whether a key goes to something on the page that people write in or set: then it means nothing to the scene. */
export const isTyping = ({ target }: Pick<Event, 'target'>): boolean =>
  typeof (target as Element | null)?.closest === 'function' && (target as Element).closest(TEXT) !== null
