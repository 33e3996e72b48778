import { validateHeaderValue } from 'node:http'

/** Whether a value can stand in a header of an answer. */
export function isHeaderText(value: unknown): value is string {
  try {
    validateHeaderValue('Content-Type', value as string)
    return typeof value === 'string'
  } catch {
    return false
  }
}
