export { sentenceOf } from '#lib/problem-sentence.ts'
