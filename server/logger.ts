/**
 * Where the server says what it is doing. `message` is one sentence; `details` is anything that helps to find the
 * cause, most often an error. Implementations must not throw.
 */
export interface Logger {
  debug(message: string, details?: unknown): void
  info(message: string, details?: unknown): void
  warn(message: string, details?: unknown): void
  error(message: string, details?: unknown): void
}

const write =
  (method: 'log' | 'error', prefix: string) =>
  (message: string, details?: unknown): void => {
    // Looked up at each call, so that a test or a script that replaces console.error is heard.
    // biome-ignore lint/suspicious/noConsole: this is the logger.
    const print = console[method]
    if (details === undefined) print(prefix + message)
    else print(prefix + message, details)
  }

/** Writes to the terminal: debug and info to stdout, warnings and errors to stderr. */
export const consoleLogger: Logger = {
  debug: write('log', 'debug: '),
  info: write('log', ''),
  warn: write('error', 'warning: '),
  error: write('error', 'error: '),
}

const ignore = (): void => {}

/** Says nothing: for tests, and for scripts that print their own output. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }
