import { LinkTable } from './LinkTable.ts'
import { RouteTable } from './RouteTable.ts'

/** What a script serves over HTTP beside the client. It outlives a stop and another start of the server. */
export class Published {
  readonly links = new LinkTable()
  readonly routes = new RouteTable()
}
