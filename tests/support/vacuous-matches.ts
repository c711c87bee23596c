import ts from 'typescript'

/** Of Vitest's: they compare properties one by one. */
const MATCHERS = new Set([
  'toMatchObject',
  'toEqual',
  'toStrictEqual',
  'toContainEqual',
  'toHaveBeenCalledWith',
  'toHaveBeenLastCalledWith',
  'toHaveBeenNthCalledWith',
  'objectContaining',
  'arrayContaining',
])

/**
 * What a test compares with and what says nothing, or never what it seems to say. A regular expression has no properties: `toMatchObject`
 * holds for every text beside one, and the others for none; `expect.stringMatching` is meant. Beside `{}`, `toMatchObject` holds for
 * everything: `toEqual` says that something is empty, and a part of it that it holds anything.
 * @returns `FILE:LINE CODE`, one each
 */
export function listVacuousMatches(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const matcher = node.expression.name.text
      if (MATCHERS.has(matcher))
        for (const argument of node.arguments) found.push(...within(argument, matcher).map(tell))
    }
    ts.forEachChild(node, visit)
  }
  const tell = (node: ts.Node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    return `${file}:${line + 1} ${node.getText(source)}`
  }
  visit(source)
  return found
}

/** What is handed to another call, `expect.stringMatching(/graph/)`, is that one's affair. */
function within(node: ts.Node, matcher: string): ts.Node[] {
  if (isRegex(node) || (matcher === 'toMatchObject' && isEmpty(node))) return [node]
  if (ts.isCallExpression(node) || ts.isFunctionLike(node)) return []
  const found: ts.Node[] = []
  ts.forEachChild(node, (child) => void found.push(...within(child, matcher)))
  return found
}

const isRegex = (node: ts.Node) =>
  ts.isRegularExpressionLiteral(node) ||
  (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp')

const isEmpty = (node: ts.Node) => ts.isObjectLiteralExpression(node) && node.properties.length === 0
