/** Words on a screen come from the message catalogue, in every language; a component holds none of its own. */
const spokenAttributes = new Set(['alt', 'aria-label', 'aria-description', 'placeholder', 'title', 'label'])
/** A letter of any script; digits, signs and arrows are the same in all languages. */
const letter = /\p{L}/u

export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: 'Literal text "{{ text }}": put it in web/messages and use m.key().' },
  },
  create(context) {
    const report = (node, text) => {
      if (letter.test(text))
        context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } })
    }
    return {
      SvelteText(node) {
        const holder = node.parent?.name?.name
        if (holder !== 'style' && holder !== 'script') report(node, node.value)
      },
      SvelteAttribute(node) {
        if (!spokenAttributes.has(node.key.name)) return
        for (const part of node.value) if (part.type === 'SvelteLiteral') report(part, part.value)
      },
    }
  },
}
