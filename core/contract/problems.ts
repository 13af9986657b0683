/**
 * Everything that can go wrong and be said, as RFC 9457 problems. One reason, one type, one status, one kind
 * sentence that says what to do. The api throws a `Problem`, and one place (`api/http/problem-answers.ts`) answers it.
 */
import { z } from 'zod'
import { problemPrefix } from './sending.ts'

export interface ProblemKind {
  readonly status: number
  readonly da: string
  readonly en: string
  /** Left to native speakers. */
  readonly kl?: string
}

export type SentenceLanguage = 'da' | 'en' | 'kl'

export const problemKinds = {
  'bad-request': {
    status: 400,
    da: 'Vi forstod ikke det, der blev sendt. Prøv igen.',
    en: 'We could not understand what was sent. Try again.',
  },
  'sign-in-needed': { status: 401, da: 'Log ind for at gå videre.', en: 'Sign in to go on.' },
  'sign-in-wrong': {
    status: 401,
    da: 'E-mail og kode passer ikke sammen. Prøv igen.',
    en: 'E-mail and password do not match. Try again.',
  },
  'card-unknown': {
    status: 404,
    da: 'Vi kan ikke finde kortet. Prøv igen. Eller spørg en vært.',
    en: 'We cannot find the card. Try again. Or ask a host.',
  },
  'screen-unknown': {
    status: 401,
    da: 'Skærmen er ikke koblet til. Skriv de fire tal på siden med skærme.',
    en: 'The screen is not paired. Enter its four digits on the screens page.',
  },
  'not-allowed': {
    status: 403,
    da: 'Det har du ikke lov til. Spørg en, der har.',
    en: 'You may not do that. Ask somebody who may.',
  },
  'cross-site': {
    status: 403,
    da: 'Det kom fra en anden side end vores. Åbn siden igen.',
    en: 'That came from another site than ours. Open the page again.',
  },
  'not-found': { status: 404, da: 'Det findes ikke her.', en: 'There is nothing here.' },
  'method-not-allowed': {
    status: 405,
    da: 'Det kan man ikke her.',
    en: 'That cannot be done here.',
  },
  'media-type-unsupported': {
    status: 415,
    da: 'Vi kan ikke læse den slags. Prøv igen.',
    en: 'We cannot read that kind. Try again.',
  },
  'artwork-not-found': {
    status: 404,
    da: 'Vi kan ikke finde værket. Spørg en vært om koden.',
    en: 'We cannot find the artwork. Ask a host for the code.',
  },
  'entrance-not-found': {
    status: 404,
    da: 'Vi kender ikke koden. Se efter på plakaten. Eller spørg en vært.',
    en: 'We do not know the code. Look at the poster. Or ask a host.',
  },
  'house-not-found': {
    status: 404,
    da: 'Vi kan ikke finde huset. Spørg en vært.',
    en: 'We cannot find the house. Ask a host.',
  },
  'house-not-in-artwork': {
    status: 422,
    da: 'Huset er ikke med i det værk. Spørg en vært.',
    en: 'The house is not part of this artwork. Ask a host.',
  },
  'piece-not-found': { status: 404, da: 'Vi kan ikke finde stykket.', en: 'We cannot find the piece.' },
  'piece-deleted': {
    status: 410,
    da: 'Stykket er slettet helt. Du kan lave et nyt.',
    en: 'The piece is deleted for good. You can make a new one.',
  },
  'edition-not-found': {
    status: 404,
    da: 'Værket er ikke vist endnu. Kom igen.',
    en: 'The artwork has not been shown yet. Come back.',
  },
  'artwork-closed': {
    status: 403,
    da: 'Værket er lukket for nye stykker. Du kan se det her.',
    en: 'The artwork is closed for new pieces. You can see it here.',
  },
  'artwork-slug-taken': {
    status: 409,
    da: 'Der er allerede et værk med den adresse. Vælg en anden.',
    en: 'There is an artwork with that address already. Choose another.',
  },
  'house-code-taken': {
    status: 409,
    da: 'Der er allerede et hus med den kode. Vælg en anden.',
    en: 'There is a house with that code already. Choose another.',
  },
  'kind-not-invited': {
    status: 422,
    da: 'Værket tager ikke imod den slags. Gå tilbage, og vælg noget andet.',
    en: 'This artwork does not take that kind. Go back and choose something else.',
  },
  'content-missing': {
    status: 422,
    da: 'Der er ikke noget i. Gå tilbage, og prøv igen.',
    en: 'There is nothing in it. Go back and try again.',
  },
  'content-too-large': {
    status: 413,
    da: 'Billedet fylder for meget. Vælg et mindre. Eller tag et nyt.',
    en: 'The picture is too big. Choose a smaller one. Or take a new one.',
  },
  'content-incomplete': {
    status: 409,
    da: 'Der mangler noget af billedet endnu. Prøv igen.',
    en: 'Some of the picture is still missing. Try again.',
  },
  'piece-complete': {
    status: 409,
    da: 'Vi har hele stykket allerede.',
    en: 'We have the whole piece already.',
  },
  'not-a-picture': {
    status: 415,
    da: 'Det er ikke et billede. Vælg et billede. Eller tag et nyt.',
    en: 'That is not a picture. Choose a picture. Or take a new one.',
  },
  'picture-unreadable': {
    status: 422,
    da: 'Vi kan ikke åbne billedet. Vælg et andet. Eller tag et nyt.',
    en: 'We cannot open the picture. Choose another. Or take a new one.',
  },
  'recording-unusable': {
    status: 415,
    da: 'Vi kan ikke bruge optagelsen. Optag den igen.',
    en: 'We cannot use the recording. Record it again.',
  },
  'text-empty': {
    status: 422,
    da: 'Skriv et ord. Eller gå tilbage og vælg noget andet.',
    en: 'Write a word. Or go back and choose something else.',
  },
  'text-too-long': {
    status: 422,
    da: 'Det er lidt for langt. Slet nogle få ord.',
    en: 'It is a little too long. Take out a few words.',
  },
  'drawing-unreadable': {
    status: 422,
    da: 'Vi kan ikke læse tegningen. Prøv at tegne den igen.',
    en: 'We cannot read the drawing. Try to draw it again.',
  },
  'name-missing': {
    status: 422,
    da: 'Skriv et navn. Eller vælg: Nej, intet navn.',
    en: 'Write a name. Or choose: No, no name.',
  },
  'consent-missing': {
    status: 422,
    da: 'Vi må først vise det, når du har sagt ja. Tryk: Ja, vis det.',
    en: 'We may show it only when you have said yes. Press: Yes, show it.',
  },
  'piece-differs': {
    status: 409,
    da: 'Vi har allerede et andet stykke med det nummer. Lav et nyt stykke.',
    en: 'We already have another piece under that number. Make a new piece.',
  },
  'piece-is-twin': {
    status: 409,
    da: 'Det billede er her allerede. Se på det første. Eller sig, at de er to.',
    en: 'That picture is here already. Look at the first one. Or say that they are two.',
  },
  'piece-decided': {
    status: 409,
    da: 'En anden har lige svaret på stykket. Se svaret under Besluttet.',
    en: 'Somebody else has just answered about the piece. See it under Decided.',
  },
  'not-placeable': {
    status: 409,
    da: 'Stykket kan ikke få plads. Det er ikke med, eller det er taget ned.',
    en: 'The piece cannot be placed. It is not accepted, or it was taken down.',
  },
  'place-locked': {
    status: 409,
    da: 'Pladsen er låst. Lås den op, før du ændrer den.',
    en: 'The place is locked. Unlock it before you change it.',
  },
  'not-alterable': {
    status: 409,
    da: 'Det må ikke beskæres eller farves om. Den, der lavede det, har ikke sagt ja.',
    en: 'It may not be cropped or recoloured. Its maker has not said yes.',
  },
  'repeats-not-allowed': {
    status: 409,
    da: 'Et stykke har kun én plads i dette værk.',
    en: 'A piece has only one place in this artwork.',
  },
  'repeats-in-use': {
    status: 409,
    da: 'Der står kopier i værket. Tag dem ud først.',
    en: 'There are copies in the artwork. Take them out first.',
  },
  'already-placed': {
    status: 409,
    da: 'Stykket eller pladsen er optaget.',
    en: 'The piece or the place is taken.',
  },
  'operation-unknown': {
    status: 404,
    da: 'Vi kan ikke finde det, der skulle fortrydes.',
    en: 'We cannot find what was to be undone.',
  },
  'version-unknown': {
    status: 404,
    da: 'Så langt er værket ikke kommet endnu. Se listen igen.',
    en: 'The work has not come that far yet. Look at the list again.',
  },
  'layout-unknown': { status: 422, da: 'Vi kender ikke opstillingen.', en: 'We do not know that layout.' },
  'nothing-to-publish': {
    status: 409,
    da: 'Der er ikke noget i værket endnu. Sæt et stykke ind først.',
    en: 'There is nothing in the artwork yet. Place a piece first.',
  },
  'pieces-left-out': {
    status: 409,
    da: 'Alle er ikke med endnu. Giv dem en god plads. Eller vælg en grund.',
    en: 'Not everyone is in yet. Give them a good place. Or choose a reason.',
  },
  'pairing-code-unknown': {
    status: 404,
    da: 'Vi kan ikke finde en skærm med de fire tal. Se på skærmen, og prøv igen.',
    en: 'We cannot find a screen with those four digits. Look at the screen and try again.',
  },
  'invitation-unknown': {
    status: 404,
    da: 'Linket er brugt eller for gammelt. Bed om et nyt.',
    en: 'The link has been used or is too old. Ask for a new one.',
  },
  'email-taken': {
    status: 409,
    da: 'Der er allerede en med den e-mail. Log ind i stedet.',
    en: 'Somebody has that e-mail already. Sign in instead.',
  },
  'too-many-tries': {
    status: 429,
    da: 'Det er prøvet for mange gange. Vent lidt, og prøv igen.',
    en: 'That has been tried too many times. Wait a little and try again.',
  },
  'storage-full': {
    status: 507,
    da: 'Der er ikke plads hos os lige nu. Dit stykke er ikke væk. Prøv igen senere.',
    en: 'We have no room right now. Your piece is not lost. Try again later.',
  },
  unavailable: {
    status: 503,
    da: 'Vi kan ikke svare lige nu. Det er ikke din skyld. Prøv igen om lidt.',
    en: 'We cannot answer right now. It is not your fault. Try again soon.',
  },
  busy: {
    status: 503,
    da: 'Mange sender lige nu. Dit stykke er ikke væk. Prøv igen om lidt.',
    en: 'Many are sending right now. Your piece is not lost. Try again soon.',
  },
  unexpected: {
    status: 500,
    da: 'Det gik ikke. Det er ikke din skyld. Prøv igen om lidt.',
    en: 'That did not work. It is not your fault. Try again soon.',
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemType = keyof typeof problemKinds

const isProblemType = (type: string): type is ProblemType => type in problemKinds

/** What went wrong and what to do; in Danish where nobody has yet said it in that language. */
export function problemSentence(type: ProblemType, language: SentenceLanguage): string {
  const kind: ProblemKind = problemKinds[type]
  return kind[language] ?? kind.da
}

/**
 * What goes over the wire as `application/problem+json`. `issues` names the fields of a request that did not fit;
 * `expected-offset` (the IETF's Resumable Uploads for HTTP) says from where on content is missing.
 */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  'expected-offset': z.int().nonnegative().optional(),
})
export type ProblemDocument = z.infer<typeof ProblemDocument>

export type Issue = NonNullable<ProblemDocument['issues']>[number]

/** How soon what passes by itself is worth another try. */
const retryAfterSeconds: Partial<Record<ProblemType, number>> = {
  unavailable: 5,
  busy: 10,
  'storage-full': 60,
}

/** A failure that we know the reason of. */
export class Problem extends Error {
  readonly type: ProblemType
  readonly issues: readonly Issue[]
  /** When it makes sense to try again (the header Retry-After), if that is known. */
  readonly retryAfterSeconds: number | null
  readonly expectedOffset: number | null

  constructor(
    type: ProblemType,
    options: {
      issues?: readonly Issue[]
      retryAfterSeconds?: number
      expectedOffset?: number | undefined
      cause?: unknown
    } = {},
  ) {
    super(type, { cause: options.cause })
    this.name = 'Problem'
    this.type = type
    this.issues = options.issues ?? []
    this.retryAfterSeconds = options.retryAfterSeconds ?? retryAfterSeconds[type] ?? null
    this.expectedOffset = options.expectedOffset ?? null
  }

  get status(): number {
    return problemKinds[this.type].status
  }
}

/** Writes a problem down for the wire, with its sentence in the reader's language. */
export function problemDocument(problem: Problem, language: SentenceLanguage = 'da'): ProblemDocument {
  return {
    type: problemPrefix + problem.type,
    title: problemSentence(problem.type, language),
    status: problem.status,
    ...(problem.issues.length > 0 && { issues: [...problem.issues] }),
    ...(problem.expectedOffset !== null && { 'expected-offset': problem.expectedOffset }),
  }
}

/** Reads a problem from an answer's body; anything that is none of ours is `unexpected`. */
export function readProblem(body: unknown): Problem {
  const parsed = ProblemDocument.safeParse(body)
  if (!parsed.success) return new Problem('unexpected')
  const type = parsed.data.type.replace(problemPrefix, '')
  return new Problem(isProblemType(type) ? type : 'unexpected', {
    issues: parsed.data.issues ?? [],
    expectedOffset: parsed.data['expected-offset'],
  })
}
