import { cidOf } from './cid'
import { COLORS, FONT, SANS, TextLink } from './parts'

export interface DigestPaperProps {
  id: string
  url: string
  title: string
  /** Empty: the mail shows titles only. */
  abstract: string
  /** The abstract given is not the whole one. */
  shortened: boolean
  authors: string
  categories: string[]
  votes: number
  day?: string | null | undefined
  why?: string | null | undefined
  /** It comes with the mail; shown at half its pixels. */
  figure?: { file: string; alt: string; width: number; height: number } | null | undefined
  /** In TeX, between dollars: formulas of title and abstract that are shown as readable text. */
  formulas: string[]
}

/** What an entry holds that differs from mail to mail; the links are there when the mail goes to a reader. */
export interface EntrySlots {
  rank: string
  links?: { voteUrl: string; saveUrl: string } | undefined
}

/** One paper of a digest. What it does not say itself it inherits from the row around it, since every octet counts 25 times. */
export function DigestPaper({ paper, slots }: { paper: DigestPaperProps; slots: EntrySlots }) {
  const { url, title, abstract, shortened, authors, categories, votes, why, figure } = paper
  return (
    <li className="line" style={{ listStyle: 'none', borderTop: `1px solid ${COLORS.line}`, padding: '20px 0' }}>
      <p className="soft" style={{ margin: 0, font: `600 13px/20px ${SANS}`, color: COLORS.soft }}>
        {[slots.rank, votes > 0 ? `▲ ${votes === 1 ? '1 vote' : `${votes} votes`}` : null, categories.join(' ')]
          .filter(Boolean)
          .join(' · ')}
        {why ? (
          <span className="why" style={{ color: COLORS.link }}>
            {' · '}
            {why}
          </span>
        ) : null}
      </p>
      <h2 dir="auto" style={{ margin: '2px 0 0', font: `bold 20px/27px ${FONT}` }}>
        <a className="title" href={url} style={{ color: COLORS.ink, textDecoration: 'none' }}>
          {title}
        </a>
      </h2>
      <p className="soft" dir="auto" style={{ margin: '4px 0 0', font: `14px/22px ${SANS}`, color: COLORS.soft }}>
        {authors}
      </p>
      {figure ? (
        // Lazy, since React would write a preload of it before the entry otherwise.
        // biome-ignore lint/performance/noImgElement: a mail knows nothing else
        <img
          src={`cid:${cidOf(figure.file)}`}
          alt={figure.alt}
          width={Math.ceil(figure.width / 2)}
          height={Math.ceil(figure.height / 2)}
          loading="lazy"
          style={{ display: 'block', margin: '10px 0 0' }}
        />
      ) : null}
      {abstract ? (
        <p style={{ margin: '8px 0 0' }}>
          {abstract}
          {shortened ? ' ' : null}
          {shortened ? <TextLink href={url}>Read on</TextLink> : null}
        </p>
      ) : null}
      <p style={{ margin: '4px 0 0', font: `14px/28px ${SANS}` }}>
        <TextLink href={url}>Open</TextLink>
        {slots.links ? (
          <>
            {' · '}
            <TextLink href={slots.links.voteUrl}>Upvote</TextLink>
            {' · '}
            <TextLink href={slots.links.saveUrl}>Save</TextLink>
          </>
        ) : null}
      </p>
    </li>
  )
}
