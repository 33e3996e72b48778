import type { Side } from '../../protocol/index.ts'
import { consoleLogger, type Logger } from '../logger.ts'
import type { ClientEvent } from '../session/ClientEvent.ts'
import type { EventStream } from '../session/EventStream.ts'
import type { VuerSession } from '../session/VuerSession.ts'
import type { ArmOptions } from './ArmOptions.ts'
import { type ArmLead, type ArmSource, armSource } from './armSource.ts'
import { type ArmCommand, type ArmStatus, TeleoperatedArm } from './TeleoperatedArm.ts'

export type SuperviseArmOptions = ArmOptions &
  ArmLead & {
    /** Where an error of `onStop` or `onEngage` goes; to the terminal unless told. */
    logger?: Logger
    /** The time in milliseconds since 1970, on the clock of the server; `Date.now` unless told. */
    now?: () => number
  }

const MOVED = 'the person was moved, or the headset recentred: what is ahead now is another direction'

/**
 * A {@link TeleoperatedArm} that is fed by a session. It holds when the session's socket breaks and when the person
 * is moved in the scene, and for good when the session ends or when it is disposed.
 */
export class SupervisedArm implements Disposable {
  readonly hand: Side
  readonly #session: VuerSession
  readonly #source: ArmSource
  readonly #key: string | undefined
  readonly #arm: TeleoperatedArm
  readonly #logger: Logger
  readonly #now: () => number
  readonly #streams: readonly EventStream[]
  /** Notices silence for `onStop` where no loop asks for commands. */
  readonly #watchdog: NodeJS.Timeout

  /** Made by `superviseArm`. */
  constructor(session: VuerSession, options: SuperviseArmOptions) {
    const { hand, key, silenceMs = 250, logger = consoleLogger, now = Date.now } = options
    this.hand = hand
    this.#session = session
    this.#source = armSource(options)
    this.#key = key
    this.#logger = logger
    this.#now = now
    const { onStop, onEngage, engageLevels = this.#source.levels } = options
    this.#arm = new TeleoperatedArm({
      ...options,
      ...(engageLevels && { engageLevels }),
      onStop: (stop) => this.#tell('onStop', () => onStop?.(stop)),
      onEngage: (pose) => this.#tell('onEngage', () => onEngage?.(pose)),
    })
    const samples = session.events(this.#source.etype)
    const breaks = session.events('disconnected')
    const moves = session.events('ORIGIN_CHANGED')
    this.#streams = [samples, breaks, moves]
    this.#watchdog = setTimeout(() => this.#watch(), silenceMs + 1).unref()
    session.signal.addEventListener('abort', this.#onEnd, { once: true })
    void this.#read(samples, (event) => this.#take(event))
    void this.#read(breaks, ({ value }) => this.#disconnected(value.reason))
    void this.#read(moves, () => this.#arm.hold('jump', MOVED))
    if (session.signal.aborted) this.#onEnd()
  }

  /** How it is now. */
  get status(): ArmStatus {
    this.#check()
    return this.#arm.status
  }

  /**
   * What the arm is to do now. Ask at the rate of the robot, whether anything came or not: it never waits, and it
   * notices by itself when the person, the tracking or the network is gone.
   */
  command(): ArmCommand {
    this.#check()
    return this.#arm.command(this.#now())
  }

  /** An emergency stop: holds until {@link reset}. */
  stop(sentence?: string): void {
    this.#arm.stop(sentence)
  }

  /** After {@link stop}: the person may engage the arm again, by letting go of the clutch and pressing it. */
  reset(): void {
    this.#arm.reset()
  }

  /** Holds for good, and listens no more. */
  [Symbol.dispose](): void {
    this.#arm.end('stopped-by-script', 'the arm is no longer supervised')
    this.#close()
  }

  #check(): void {
    if (!this.#session.connected) this.#disconnected()
    this.#arm.check(this.#now())
  }

  #disconnected(why?: string): void {
    this.#arm.hold('disconnected', why ? `the connection broke: ${why}` : 'the client is not connected')
  }

  #take(event: ClientEvent<'HAND_MOVE' | 'CONTROLLER_MOVE'>): void {
    if (this.#key !== undefined && event.key !== this.#key) return
    // What was on its way when the socket broke begins nothing.
    if (!this.#session.connected) return
    const input = this.#inputOf(event.value)
    if (!input) return
    // A client that does not keep our clock: what is known is how long the sample has waited here.
    this.#arm.take({ ...input, capturedAt: event.capturedAt ?? event.receivedAt }, this.#now())
    this.#watchdog.refresh()
  }

  #inputOf(value: Parameters<ArmSource['read']>[0]): ReturnType<ArmSource['read']> | undefined {
    try {
      return this.#source.read(value)
    } catch (error) {
      this.#arm.stop(`engage failed: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }

  #watch(): void {
    if (this.status.state === 'engaged') this.#watchdog.refresh()
  }

  async #read<E extends ClientEvent>(stream: EventStream<E>, take: (event: E) => void): Promise<void> {
    try {
      for await (const event of stream) take(event)
    } catch (error) {
      this.#arm.stop('its samples could not be read')
      this.#logger.error(`the ${this.hand} arm was stopped: its samples could not be read`, error)
    }
  }

  readonly #onEnd = (): void => {
    const { reason } = this.#session.signal
    this.#arm.end('session-ended', reason instanceof Error ? reason.message : 'the session ended')
    this.#close()
  }

  #close(): void {
    clearTimeout(this.#watchdog)
    this.#session.signal.removeEventListener('abort', this.#onEnd)
    for (const stream of this.#streams) void stream.return()
  }

  /** What a callback throws is said, and changes nothing: the arm is in its new state already. */
  #tell(name: string, call: () => void): void {
    try {
      call()
    } catch (error) {
      this.#logger.error(`${name} of the ${this.hand} arm failed`, error)
    }
  }
}
