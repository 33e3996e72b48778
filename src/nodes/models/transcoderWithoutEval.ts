import transcoderUrl from 'three/addons/libs/basis/basis_transcoder.js?url'

/**
 * The address of the Basis transcoder's script, changed so that it makes no functions from text: the page's security
 * policy forbids that. What replaces it is Emscripten's own way of calling where DYNAMIC_EXECUTION is off.
 */
export async function transcoderWithoutEval(): Promise<string> {
  const response = await fetch(transcoderUrl)
  if (!response.ok) throw new Error(`the KTX2 decoder is not there: the server answered ${response.status}`)
  const script = withoutEval(await response.text())
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
}

/** Throws if the script is not the one that this was written for. */
export function withoutEval(script: string): string {
  let changed = script
  for (const [beginning, replacement] of REPLACEMENTS) {
    if (!changed.includes(beginning)) throw new Error(`the KTX2 decoder has changed: no ${beginning}`)
    changed = changed.replace(beginning, () => `${replacement}${beginning.replace(/[(=]$/, 'ByEval$&')}`)
  }
  return changed
}

/** Functions that are made by eval, by their beginnings, and the same without. */
const REPLACEMENTS: readonly (readonly [string, string])[] = [
  [
    'function craftInvokerFunction(',
    `function craftInvokerFunction(humanName, argTypes, classType, cppInvokerFunc, cppTargetFunc) {
  var isMethod = argTypes[1] !== null && classType !== null
  var needsStack = usesDestructorStack(argTypes)
  var count = argTypes.length - 2
  return createNamedFunction(humanName, function (...args) {
    var destructors = []
    var passed = [cppTargetFunc]
    var self
    if (isMethod) {
      self = argTypes[1].toWireType(destructors, this)
      passed.push(self)
    }
    var wired = []
    for (var i = 0; i < count; i++) wired.push(argTypes[i + 2].toWireType(destructors, args[i]))
    var result = cppInvokerFunc(...passed, ...wired)
    if (needsStack) runDestructors(destructors)
    else {
      for (var j = isMethod ? 1 : 2; j < argTypes.length; j++) {
        var value = j === 1 ? self : wired[j - 2]
        if (argTypes[j].destructorFunction !== null) argTypes[j].destructorFunction(value)
      }
    }
    if (argTypes[0].name !== 'void') return argTypes[0].fromWireType(result)
  })
}
`,
  ],
  [
    'var __emval_get_method_caller=',
    `var __emval_get_method_caller = (argCount, argTypes, kind) => {
  var [retType, ...types] = emval_lookupTypes(argCount, argTypes)
  return emval_addMethodCaller((obj, func, destructorsRef, args) => {
    var offset = 0
    var values = types.map((type) => {
      var value = type.readValueFromPointer(args + offset)
      offset += type.argPackAdvance
      return value
    })
    var result = kind === 1 ? Reflect.construct(func, values) : func.apply(obj, values)
    return retType.isVoid ? undefined : emval_returnValue(retType, destructorsRef, result)
  })
};
`,
  ],
]
