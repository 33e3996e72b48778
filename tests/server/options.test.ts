import { delimiter } from 'node:path'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Logger, VuerOptions } from 'vuer-xr'
import { consoleLogger, silentLogger, Vuer } from 'vuer-xr'
import type { VuerError } from '../../server/errors.ts'
import { editDistance, nearestName } from '../../server/options/editDistance.ts'
import {
  type AnyDeclaration,
  defaultTextOf,
  flagOf,
  OPTION_NAMES,
  OPTIONS,
  variableOf,
  variablesOf,
} from '../../server/options/table.ts'
import { type ResolvedOptions, resolveOptions } from '../../server/options.ts'

const quiet = { logger: silentLogger }

function refusalOf(options: unknown, environment: Record<string, string> = {}): VuerError {
  try {
    resolveOptions(options as VuerOptions, environment)
  } catch (error) {
    return error as VuerError
  }
  throw new Error('it was not refused')
}

describe('where a value comes from', () => {
  test('without options and environment every option has its default', () => {
    const resolved = resolveOptions(quiet, {})
    expect(Object.keys(resolved).sort()).toEqual([...OPTION_NAMES].sort())
    expect(resolved).toMatchObject({ name: 'vuer-xr', port: 8012, freePort: false, pingMs: 4000, resumeSeconds: 30 })
    expect(resolved).toMatchObject({ staticRoot: [], cors: [], queries: {}, host: undefined, token: undefined })
    expect(resolved).toMatchObject({ websocketMaxSize: 2 ** 28, maxUnsentBytes: 2 ** 18, maxWaitingBytes: 2 ** 24 })
  })

  test('what the script writes counts before the environment, and that before the default', () => {
    const environment = { VUER_PORT: '9000', VUER_NAME: 'arm' }
    expect(resolveOptions({ ...quiet, port: 1 }, environment)).toMatchObject({ port: 1, name: 'arm', pingMs: 4000 })
    expect(resolveOptions({ ...quiet, port: undefined }, environment).port).toBe(9000)
    expect(resolveOptions({ ...quiet, token: false }, { VUER_TOKEN: 'a-long-secret' }).token).toBe(false)
  })

  test('a variable that is empty or of blanks counts as not set', () => {
    expect(resolveOptions(quiet, { VUER_PORT: '', VUER_HOST: ' ', VUER_STATIC_ROOT: '' })).toMatchObject({
      port: 8012,
      host: undefined,
      staticRoot: [],
    })
  })

  test('the names of Vuer’s variables are read where ours are not set', () => {
    const theirs = { VUER_SSL_CERT: 'c.pem', VUER_SSL_KEY: 'k.pem', VUER_SSL_CA_CERT: 'a.pem' }
    const sizes = { WEBSOCKET_MAX_SIZE: '4096', REQUEST_MAX_SIZE: '1M' }
    expect(resolveOptions(quiet, { ...theirs, ...sizes, VUER_CERT: 'ours.pem' })).toMatchObject({
      cert: 'ours.pem',
      key: 'k.pem',
      caCert: 'a.pem',
      websocketMaxSize: 4096,
      requestMaxSize: 2 ** 20,
    })
  })

  test('the server reads the environment of its process', () => {
    process.env.VUER_PORT = 'nonsense'
    try {
      expect(() => new Vuer()).toThrow('port (VUER_PORT): expected a whole number from 0 to 65535, got "nonsense"')
      expect(() => new Vuer({ port: 0 })).not.toThrow()
    } finally {
      delete process.env.VUER_PORT
    }
  })
})

describe('what a text means', () => {
  test.each([
    ['VUER_PORT', '0', { port: 0 }],
    ['VUER_FREE_PORT', 'true', { freePort: true }],
    ['VUER_FREE_PORT', '1', { freePort: true }],
    ['VUER_BANNER', 'No', { banner: false }],
    ['VUER_BANNER', 'off', { banner: false }],
    ['VUER_TOKEN', 'a-long-secret', { token: 'a-long-secret' }],
    ['VUER_TOKEN', 'false', { token: false }],
    ['VUER_VIEWER_TOKEN', 'no', { viewerToken: false }],
    ['VUER_RESUME_SECONDS', '0.5', { resumeSeconds: 0.5 }],
    ['VUER_RESUME_SECONDS', '0', { resumeSeconds: 0 }],
    ['VUER_MAX_UNSENT_BYTES', '64K', { maxUnsentBytes: 65_536 }],
    ['VUER_MAX_UNSENT_BYTES', '64k', { maxUnsentBytes: 65_536 }],
    ['VUER_WEBSOCKET_MAX_SIZE', '1G', { websocketMaxSize: 2 ** 30 }],
    ['VUER_WEBSOCKET_MAX_SIZE', '5000', { websocketMaxSize: 5000 }],
    ['VUER_CORS', 'https://a.example, http://b.example:80,', { cors: ['https://a.example', 'http://b.example'] }],
    ['VUER_CORS', '*', { cors: ['*'] }],
    ['VUER_KNOWN_HOSTS', 'robot.lab.example,10.0.0.5', { knownHosts: ['robot.lab.example', '10.0.0.5'] }],
    ['VUER_STATIC_ROOT', `models${delimiter}/data`, { staticRoot: ['models', '/data'] }],
    ['VUER_QUERIES', 'scene=left+arm&debug=1', { queries: { scene: 'left arm', debug: '1' } }],
    ['VUER_DOMAIN', 'https://Viewer.Lab.example/', { domain: 'https://viewer.lab.example' }],
    ['VUER_HOST', 'fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['VUER_PORT', ' 9000 ', { port: 9000 }],
  ])('%s=%s', (variable, text, expected) => {
    expect(resolveOptions(quiet, { [variable]: text })).toMatchObject(expected)
  })

  test('a script may write one folder or several; a folder may have any name', () => {
    expect(resolveOptions({ ...quiet, staticRoot: `a${delimiter}b` }, {}).staticRoot).toEqual([`a${delimiter}b`])
    expect(resolveOptions({ ...quiet, staticRoot: ['a', 'b', 'a'] }, {}).staticRoot).toEqual(['a', 'b'])
    expect(resolveOptions({ ...quiet, cors: 'https://a.example,*' }, {}).cors).toEqual(['https://a.example', '*'])
  })

  test('with a domain its page may connect, and its name is known', () => {
    const domain = 'https://viewer.lab.example:444'
    expect(resolveOptions({ ...quiet, domain, knownHosts: ['robot'] }, {})).toMatchObject({
      allowedOrigins: [domain],
      knownHosts: ['robot', 'viewer.lab.example'],
    })
  })
})

describe('what is wrong is refused in one sentence: which option, what was expected, what came', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ port: 70_000 }, 'port: expected a whole number from 0 to 65535, got 70000'],
    [{ port: 80.5 }, 'port: expected a whole number from 0 to 65535, got 80.5'],
    [{ port: Number.NaN }, 'port: expected a whole number from 0 to 65535, got NaN'],
    [{ port: '8012' }, 'port: expected a whole number from 0 to 65535, got "8012"'],
    [{ port: null }, 'port: expected a whole number from 0 to 65535, got null'],
    [{ host: '' }, 'host: expected an IP address or a host name, got ""'],
    [{ host: 'https://robot' }, 'host: expected an IP address or a host name, got "https://robot"'],
    [{ name: 'two\nlines' }, 'name: expected a text of 1 to 100 characters on one line, got "two\\nlines"'],
    [{ freePort: 1 }, 'freePort: expected true or false, got 1'],
    [{ domain: 'viewer.lab.example' }, 'domain: expected an origin without a path'],
    [{ domain: 'https://viewer.lab.example/path' }, 'domain: expected an origin without a path'],
    [{ domain: 'https://me@viewer.lab.example' }, 'domain: expected an origin without a path'],
    [{ domain: 'ftp://viewer.lab.example' }, 'domain: expected an origin without a path'],
    [{ allowedOrigins: ['https://a.example', 'b.example'] }, 'allowedOrigins: expected origins'],
    [{ allowedOrigins: ['https://a.example', 'b.example'] }, 'got "b.example"'],
    [{ allowedOrigins: [3] }, 'got 3'],
    [{ cors: 'https://a.example,null' }, 'got "null"'],
    [{ cors: 3 }, 'cors: expected origins without a path, such as https://lab.example:5173, or *, got 3'],
    [{ knownHosts: ['robot:8012'] }, 'knownHosts: expected IP addresses and host names, got "robot:8012"'],
    [{ staticRoot: '' }, 'staticRoot: expected a path of a folder, or several, got ""'],
    [{ staticRoot: ['a', ''] }, 'staticRoot: expected a path of a folder, or several, got ""'],
    [{ queries: { a: {} } }, 'queries: expected names with texts'],
    [{ queries: ['a'] }, 'queries: expected names with texts'],
    [{ queries: { '': 'a' } }, 'queries: expected names with texts'],
    [{ websocketMaxSize: 1 }, 'websocketMaxSize: expected a whole number of bytes from 1024 to 2147483647'],
    [{ websocketMaxSize: '1M' }, 'got "1M"'],
    [{ resumeSeconds: -1 }, 'resumeSeconds: expected a number of seconds from 0 to 86400, got -1'],
    [{ resumeSeconds: Number.POSITIVE_INFINITY }, 'got Infinity'],
    [{ pingMs: 0 }, 'pingMs: expected a whole number of milliseconds from 1 to 2147483647, got 0'],
    [{ maxFrameDepth: 129 }, 'maxFrameDepth: expected a whole number from 1 to 128, got 129'],
    [{ logger: { info() {} } }, 'logger: expected an object with the functions debug, info, warn and error'],
    [{ cert: 'a\0b' }, 'cert: expected the path of a certificate in PEM'],
    [{ banner: 'x'.repeat(500) }, `got "${'x'.repeat(60)}…"`],
    [{ prot: 1 }, 'prot: there is no such option; is "port" meant?'],
    [{ bogus: 1 }, 'bogus: there is no such option; docs/options.md lists those that are'],
    [{ toString: 1 }, 'toString: there is no such option'],
  ])('%j', (options, message) => {
    const error = refusalOf({ ...quiet, ...options })
    expect(error).toMatchObject({ code: 'INVALID_OPTION', message: expect.stringContaining(message) })
    expect(error.message).not.toContain('\n')
  })

  test.each([
    ['VUER_PORT', '65536', 'port (VUER_PORT): expected a whole number from 0 to 65535, got 65536'],
    ['VUER_PORT', '-1', 'port (VUER_PORT): expected a whole number from 0 to 65535, got "-1"'],
    ['VUER_PORT', '0x50', 'got "0x50"'],
    ['VUER_FREE_PORT', 'maybe', 'freePort (VUER_FREE_PORT): expected true or false, got "maybe"'],
    ['WEBSOCKET_MAX_SIZE', '5T', 'websocketMaxSize (WEBSOCKET_MAX_SIZE): expected a whole number of bytes'],
    ['VUER_CORS', 'https://a.example,b', 'cors (VUER_CORS): expected origins'],
    ['VUER_MAX_UNSENT_BYTES', '4G', 'got 4294967296'],
  ])('%s=%s', (variable, text, message) => {
    expect(refusalOf(quiet, { [variable]: text })).toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message),
    })
  })

  test('a token is not repeated in the error', () => {
    for (const error of [
      refusalOf({ ...quiet, token: 'short' }),
      refusalOf({ ...quiet, token: 'with a space' }),
      refusalOf(quiet, { VUER_VIEWER_TOKEN: 'short' }),
    ]) {
      expect(error.message).toMatch(/oken.*: expected at least 8 characters.*got a text of \d+ characters$/)
    }
    expect(refusalOf({ ...quiet, token: true }).message).toContain('got true')
  })
})

describe('what the logger hears', () => {
  function listening() {
    const heard: string[] = []
    const logger: Logger = { ...silentLogger, warn: (message) => heard.push(message) }
    return { heard, logger }
  }

  test('a variable that is nearly one of ours is reported once, by name', () => {
    const { heard, logger } = listening()
    resolveOptions({ logger }, { VUER_PROT: '9000', VUER_WORKSPACE: '.', VUER_STATIC_ROOTS: 'a', PATH: '/bin' })
    expect(heard).toEqual([
      'the environment variable VUER_PROT is not known: is VUER_PORT meant?',
      'the environment variable VUER_STATIC_ROOTS is not known: is VUER_STATIC_ROOT meant?',
    ])
  })

  test('the terminal shows debug lines only when it is asked to', () => {
    const { logger } = resolveOptions({}, {})
    expect(logger.warn).toBe(consoleLogger.warn)
    expect(logger.debug).not.toBe(consoleLogger.debug)
    expect(resolveOptions({}, { VUER_VERBOSE: '1' }).logger).toBe(consoleLogger)
    expect(resolveOptions({ verbose: true, logger: silentLogger }, {}).logger).toBe(silentLogger)
  })
})

describe('the table', () => {
  test('each default fits its own option', () => {
    for (const name of OPTION_NAMES) {
      const { kind, default: value }: AnyDeclaration = OPTIONS[name]
      if (value !== undefined) expect([name, kind.isFit(value)]).toEqual([name, true])
    }
  })

  test('each default that is written as a text is read as itself', () => {
    for (const name of OPTION_NAMES) {
      const { kind, default: value, defaultText }: AnyDeclaration = OPTIONS[name]
      if (defaultText === undefined) expect([name, kind.read(defaultTextOf(name) ?? '')]).toEqual([name, value])
    }
  })

  test('each text of documentation is whole sentences, and names differ', () => {
    for (const name of OPTION_NAMES) {
      const { doc, switchDoc = 'A.' }: AnyDeclaration = OPTIONS[name]
      for (const text of [doc, switchDoc]) expect([name, text]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/s)])
    }
    const names = OPTION_NAMES.flatMap((name) => [...variablesOf(name), flagOf(name)])
    expect(new Set(names).size).toBe(names.length)
  })

  test('names follow one rule', () => {
    expect(variableOf('maxFrameDepth')).toBe('VUER_MAX_FRAME_DEPTH')
    expect(flagOf('maxFrameDepth')).toBe('--max-frame-depth')
    expect(variablesOf('logger')).toEqual([])
  })

  test('types come from it', () => {
    expectTypeOf<VuerOptions['port']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<VuerOptions['token']>().toEqualTypeOf<string | false | undefined>()
    expectTypeOf<VuerOptions['staticRoot']>().toEqualTypeOf<string | readonly string[] | undefined>()
    expectTypeOf<ResolvedOptions['staticRoot']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<ResolvedOptions['port']>().toEqualTypeOf<number>()
    expectTypeOf<ResolvedOptions['host']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<ResolvedOptions['logger']>().toEqualTypeOf<Logger>()
  })
})

describe('nearest names', () => {
  test.each([
    ['', 'abc', 3],
    ['port', 'port', 0],
    ['prot', 'port', 2],
    ['pot', 'port', 1],
    ['kitten', 'sitting', 3],
  ])('%j and %j are %i letters apart, either way', (a, b, distance) => {
    expect([editDistance(a, b), editDistance(b, a)]).toEqual([distance, distance])
  })

  test('the nearest within two letters, or none', () => {
    expect(nearestName('hos', ['port', 'host', 'cors'])).toBe('host')
    expect(nearestName('quite different', ['port', 'host'])).toBeUndefined()
  })
})
