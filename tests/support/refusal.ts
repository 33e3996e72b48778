import { ProtocolError } from '../../protocol/index.ts'

/** The error with which something was refused; anything else that happens is a failure of the test. */
export function refusal(run: () => unknown): ProtocolError {
  try {
    run()
  } catch (error) {
    if (error instanceof ProtocolError) return error
    throw error
  }
  throw new Error('it was not refused')
}
