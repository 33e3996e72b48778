/**
 * Every name of Vuer's pages on `SceneStore`, on `Vuer` and `VuerSession`, and on asynchronous programming, written down
 * by hand from the pages. Where two classes have the same name, the class stands before it; parameters that mean the same
 * everywhere stand alone.
 */
export const SEED_NAMES: readonly string[] = [
  // SceneStore: reactive scene graph management
  ...['pip install vuer', 'vuer', 'vuer.rtc.scene_store', 'vuer.schemas'],
  ...['SceneStore', 'VuerSession', 'Vuer', 'Box', 'Sphere', 'DefaultScene', 'Scene', 'AmbientLight'],
  ...['SceneStore.snapshot', 'SceneStore.upsert', 'SceneStore.add', 'SceneStore.update', 'SceneStore.remove'],
  ...['SceneState', 'SceneState.to_dict', '_UpsertProxy', '_AddProxy', '_UpdateProxy', '_RemoveProxy'],
  ...['SceneStore.subscribe', 'SubscriptionContext', 'SceneStore.set_scene', 'set_scene.children'],
  ...['set_scene.bgChildren', 'set_scene.position', 'set_scene.rotation', 'set_scene.scale', 'set_scene.up'],
  ...['SceneStore.upsert_async', 'SceneStore.add_async', 'SceneStore.update_async', 'SceneStore.remove_async', 'to'],
  ...['SceneStore.get_node', 'SceneStore.has_node', 'SceneNode', 'node.tag', 'node.properties'],
  ...['Box.key', 'Box.position', 'Box.color', 'Sphere.radius', 'start', '@app.spawn'],
  ...[
    '@',
    'async with',
    'async for',
    'await',
    'asyncio.sleep',
    'event.etype',
    'event.value',
    'CLICK',
    'ConnectionError',
  ],
  // Vuer: bases, methods and their parameters. Those of uplink and downlink are there without their headings.
  ...['PrefixProto', 'Server', 'Vuer.bind', 'fn', 'Page', 'Vuer.spawn', 'VuerProxy', 'Vuer.relay', 'request', 'sid'],
  ...['Vuer.bound_fn', 'session_proxy', 'Vuer.spawn_task', 'task', 'Vuer.get_url', 'Vuer.send', 'ws_id', 'event'],
  ...['event_bytes', 'ServerEvent', 'Vuer.rpc', 'ServerRPC', 'ttl', 'ClientEvent', 'Vuer.rpc_stream', 'Vuer.close_ws'],
  ...['Vuer.uplink', 'proxy', 'Vuer.downlink', 'ws', 'Vuer.add_handler', '@app.add_handler', 'event_type', 'once'],
  ...['CAMERA_MOVE', 'Vuer._ttl_handler', 'cleanup', 'Vuer.run', 'kill', 'args', 'kwargs'],
  // Vuer: options
  ...['Vuer.name', 'Vuer.domain', 'Vuer.port', 'Vuer.free_port', 'Vuer.static_root', 'Vuer.queue_len', 'Vuer.cors'],
  ...['Vuer.queries', 'Vuer.cert', 'Vuer.key', 'Vuer.ca_cert', 'Vuer.client_root', 'Vuer.device', 'Vuer.host'],
  'Vuer.WEBSOCKET_MAX_SIZE',
  // VuerSession
  ...['VuerSession.socket', 'socket.close', 'VuerSession.grab_render', 'quality', 'subsample', 'At', 'SET', 'Set'],
  ...['VuerSession.set', 'VuerSession.update', 'NOOP', 'VuerSession.add', 'parentKey', 'VuerSession.upsert'],
  ...['VuerSession.remove', 'VuerSession.popleft', 'VuerSession.pop', 'VuerSession.clear', 'VuerSession.stream'],
  // Asynchronous programming
  ...['reconnect', 'collapseMenu', 'background_task', 'VuerSession.spawn_task', 'task.cancel'],
  ...['Box.args', 'Box.materialType'],
]
