import { type GraphNode, type RoomMesh, WebXRMesh } from '../../../protocol/index.ts'

/** What a node says when it is asked for the meshes of the room: them, or why there are none. */
export type MeshesNow = { meshes: RoomMesh[] } | { error: { code: string; message: string } }

/** A node that came with the operation before the question is not drawn yet. Milliseconds. */
const DRAWN_WITHIN_MS = 1000

/** Answers GET_WEBXR_MESH from the nodes of one scene. */
export class RoomMeshAnswers {
  readonly #views = new Map<string, () => MeshesNow>()
  readonly #waiting = new Set<() => void>()

  /** Lets a node's view answer, until the returned function is called. */
  register(key: string, now: () => MeshesNow): () => void {
    this.#views.set(key, now)
    for (const look of [...this.#waiting]) look()
    return () => {
      if (this.#views.get(key) === now) this.#views.delete(key)
    }
  }

  /** The node of that key answers, or the only one there is: Vuer's client does not look at the key. Never rejects. */
  async answer(nodes: Iterable<GraphNode>, key: string | undefined): Promise<MeshesNow> {
    const keys = [...nodes].filter(({ tag }) => tag === WebXRMesh.tag).map((node) => node.key)
    const chosen = keys.length === 1 ? keys[0] : keys.find((known) => known === key)
    if (chosen === undefined) return noSuchNode(keys, key)
    const now = await this.#viewOf(chosen)
    return now?.() ?? { error: { code: 'NOT_DRAWN', message: `WebXRMesh "${chosen}" is not drawn yet; ask again` } }
  }

  #viewOf(key: string): Promise<(() => MeshesNow) | undefined> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(this.#views.get(key))
      }
      const look = () => {
        if (this.#views.has(key)) finish()
      }
      const timer = setTimeout(finish, DRAWN_WITHIN_MS)
      this.#waiting.add(look)
      look()
    })
  }
}

function noSuchNode(keys: readonly string[], key: string | undefined): MeshesNow {
  const known = keys.map((name) => `"${name}"`).join(', ')
  const message =
    keys.length === 0
      ? 'the scene has no WebXRMesh; add one before AR is entered'
      : `no WebXRMesh has the key "${key ?? ''}"; there is ${known}`
  return { error: { code: 'NO_SUCH_NODE', message } }
}

/** The page's calls and the views of the scene share nothing but the scene, so the answers are kept beside it. */
const answersOfScenes = new WeakMap<object, RoomMeshAnswers>()

export function roomMeshAnswersOf(scene: object): RoomMeshAnswers {
  let answers = answersOfScenes.get(scene)
  if (!answers) {
    answers = new RoomMeshAnswers()
    answersOfScenes.set(scene, answers)
  }
  return answers
}
