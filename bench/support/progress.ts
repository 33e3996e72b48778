/** Says what is measured now, beside the tables: on the error stream, so that what goes to a file has only those. */
export const progress = (what: string): void => void process.stderr.write(`… ${what}\n`)
