import { Command, CommanderError } from 'commander'
import { VuerError } from '../errors.ts'
import { nearestName } from '../options/editDistance.ts'
import { version } from '../version.ts'
import { addCertificateCommands, type CertificateActions } from './certificateCommands.ts'
import { addServerFlags, flagsAsVariables } from './flags.ts'

/** Environment variables that say what the flags of the command said. */
export type FlagVariables = Readonly<Record<string, string>>

/** What the commands do. Each resolves with the exit code, or when its server listens. */
export interface Actions extends CertificateActions {
  serve(script: string | undefined, scriptArguments: readonly string[], variables: FlagVariables): Promise<number>
  demo(variables: FlagVariables): Promise<number>
  doctor(variables: FlagVariables): Promise<number>
  version(): Promise<number>
}

/** Where the command writes. */
export interface Output {
  out(text: string): void
  err(text: string): void
}

/**
 * Runs the command with the arguments after the program's name, and resolves with its exit code: 0 when all is well, 1
 * when something failed, 2 when a word of the command was wrong. Errors that nobody foresaw are thrown.
 */
export async function runCommandLine(argv: readonly string[], actions: Actions, output: Output): Promise<number> {
  let code = 0
  const program = createProgram(actions, output, (result) => {
    code = result
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      if (error.code === 'commander.help') return 2 // a command of commands alone: its help was printed
      output.err(`vuer-xr: ${sentenceOf(error)}; see ${helpFor(program, argv)}\n`)
      return 2
    }
    if (!(error instanceof VuerError)) throw error
    output.err(`vuer-xr: ${error.message}\n`)
    return isMistake(error.code) ? 2 : 1
  }
}

/** What the command line or the environment named wrongly: the user's to mend, as a wrong word is. */
const isMistake = (code: string): boolean =>
  code === 'SCRIPT_MISSING' || code.startsWith('INVALID_') || code.startsWith('TLS_')

/** What commander says, in one sentence. */
const sentenceOf = (error: CommanderError): string =>
  error.message
    .replace(/^error: /, '')
    .replace(/\. Expected .*$/s, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace('(Did you', '(did you')

/** The help that knows the words that were meant. */
function helpFor(program: Command, argv: readonly string[]): string {
  const words: string[] = []
  for (let command: Command | undefined = program; command; ) {
    command = command.commands.find((sub) => sub.name() === argv[words.length])
    if (command) words.push(command.name())
  }
  return `"${['vuer-xr', ...(words.length > 0 ? words : argv[0]?.startsWith('-') ? ['demo'] : []), '--help'].join(' ')}"`
}

function createProgram(actions: Actions, output: Output, done: (code: number) => void): Command {
  const program = new Command('vuer-xr')
    .description('A WebXR viewer and the server that streams a scene to it.')
    .version(version, '--version', 'Print the version.')
    .helpOption('-h, --help', 'Print this.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err, outputError: () => {} })
    .addHelpText('after', programExamples)

  addServerFlags(program.command('serve'))
    .description(
      'Run a script and serve the viewer. Without a script the viewer and the static files are served, and nothing else.',
    )
    .summary('Run a script and serve the viewer.')
    .argument('[script]', 'A file in JavaScript or TypeScript.')
    .argument('[arguments...]', 'Words for the script, after "--".')
    .addHelpText('after', serveExamples)
    .action(async (script: string | undefined, words: string[], _: unknown, command: Command) =>
      done(await actions.serve(script, words, flagsAsVariables(command))),
    )

  addServerFlags(program.command('demo', { isDefault: true }))
    .description('Serve the demonstration. This is what "vuer-xr" does without a command.')
    .usage('[options]')
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      if (command.args[0] !== undefined) throw unknownCommand(command.args[0], program)
      done(await actions.demo(flagsAsVariables(command)))
    })

  addCertificateCommands(program, actions, done)

  addServerFlags(program.command('doctor'))
    .description(
      'Check what a headset needs to connect: ports, addresses, certificate, page, socket and token. Give it the flags that you give "serve". It ends with code 1 when something failed.',
    )
    .summary('Check what a headset needs to connect, and say what to do.')
    .addHelpText('after', '\nExamples:\n  vuer-xr doctor\n  vuer-xr doctor --port 9000 --static-root models\n')
    .action(async (_: unknown, command: Command) => done(await actions.doctor(flagsAsVariables(command))))

  program
    .command('version')
    .description('Print the versions of this package, its wire, and Node.')
    .action(async () => done(await actions.version()))

  return program
}

function unknownCommand(word: string, program: Command): VuerError {
  const names = program.commands.map((command) => command.name())
  const meant = /\.[cm]?[jt]s$/.test(word) ? `serve ${word}` : nearestName(word, names)
  const hint = meant === undefined ? 'see "vuer-xr --help"' : `is "vuer-xr ${meant}" meant?`
  return new VuerError('INVALID_COMMAND', `"${word}" is not a command; ${hint}`)
}

const programExamples = `
Examples:
  vuer-xr                        the demonstration, on port 8012
  vuer-xr serve robot.ts         your script
  vuer-xr serve --help           every option of the server
  vuer-xr doctor                 why does the headset not connect?
  vuer-xr cert show              what the browser should show
`

const serveExamples = `
Each flag is an environment variable as well: --static-root is VUER_STATIC_ROOT. What the script
writes counts for more than a flag, and a flag for more than a variable.

Examples:
  vuer-xr serve robot.ts
  vuer-xr serve robot.ts --port 9000 --static-root models
  vuer-xr serve robot.ts -- --left-arm-only
  vuer-xr serve --static-root models
`
