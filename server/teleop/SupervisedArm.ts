import { ArrivalClock, type Side } from '../../protocol/index.ts'
import { consoleLogger, type Logger } from '../logger.ts'
import type { ClientEvent, KnownEvent } from '../session/ClientEvent.ts'
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
  readonly #senderClock = new ArrivalClock()
  readonly #taps: readonly (() => void)[]
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
    this.#taps = [
      this.#listen(this.#source.etype, (event) => this.#take(event)),
      this.#listen('disconnected', ({ value }) => this.#disconnected(value.reason)),
      this.#listen('ORIGIN_CHANGED', () => this.#arm.hold('jump', MOVED)),
    ]
    this.#watchdog = setTimeout(() => this.#watch(), silenceMs + 1).unref()
    session.signal.addEventListener('abort', this.#onEnd, { once: true })
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
    const input = this.#inputOf(event.value)
    if (!input) return
    this.#arm.take({ ...input, capturedAt: this.#captureTimeOf(event) }, this.#now())
    this.#watchdog.refresh()
  }

  /** Of a client that does not keep our clock it is known how its samples follow each other, and how long they wait here. */
  #captureTimeOf({ capturedAt, ts, receivedAt }: ClientEvent): number {
    return capturedAt ?? (ts === undefined ? receivedAt : this.#senderClock.place(ts, receivedAt))
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

  /**
   * Every sample counts: of several that come in one go, after a pause of the network, one may have let go of the clutch
   * or not have seen the hand.
   */
  #listen<Name extends KnownEvent>(etype: Name, take: (event: ClientEvent<Name>) => void): () => void {
    return this.#session.tap(etype, (event) => {
      try {
        take(event)
      } catch (error) {
        this.#arm.stop('its samples could not be read')
        this.#logger.error(`the ${this.hand} arm was stopped: its samples could not be read`, error)
      }
    })
  }

  readonly #onEnd = (): void => {
    const { reason } = this.#session.signal
    this.#arm.end('session-ended', reason instanceof Error ? reason.message : 'the session ended')
    this.#close()
  }

  #close(): void {
    clearTimeout(this.#watchdog)
    this.#session.signal.removeEventListener('abort', this.#onEnd)
    for (const untap of this.#taps) untap()
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
