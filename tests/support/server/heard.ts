import { expect } from 'vitest'
import type { ClientEvent, EventName, KnownEvent, VuerSession } from 'vuer-xr'

/** For what happens in a browser that draws in software. */
export const POLL = { timeout: 60_000, interval: 50 }

/** Everything that a session heard, in the order in which it came. */
export class Heard {
  readonly events: ClientEvent[] = []

  constructor(session: VuerSession, names: readonly EventName[]) {
    for (const name of names) void this.#listen(session, name)
  }

  of<Name extends KnownEvent>(name: Name, from = 0): ClientEvent<Name>[] {
    return this.events.slice(from).filter((event): event is ClientEvent<Name> => event.etype === name)
  }

  /** The states of the headset's session, as they were told. */
  states(from = 0): string[] {
    return this.of('XR_SESSION', from).map(({ value }) => value.state)
  }

  /** The first event of that name, from now on or from that place, for which `holds`. */
  async until<Name extends KnownEvent>(
    name: Name,
    holds: (event: ClientEvent<Name>) => boolean,
    from = this.events.length,
  ): Promise<ClientEvent<Name>> {
    const find = () => this.of(name, from).find(holds)
    await expect.poll(() => find() !== undefined, POLL).toBe(true)
    return find()!
  }

  async #listen(session: VuerSession, name: EventName): Promise<void> {
    for await (const event of session.events(name)) this.events.push(event as ClientEvent)
  }
}
