/** What link previews, scholarly indexes and search engines are told of a page. */
export interface Found {
  /** Of Open Graph; default `website`. */
  type?: 'website' | 'article'
  /** Names and contents of further tags, such as `citation_title`. */
  tags?: readonly (readonly [name: string, content: string])[]
  /** An object of schema.org. */
  data?: Record<string, unknown>
  picture?: { url: string; width: number; height: number }
}

interface FoundByProps {
  title: string
  siteName: string
  description?: string | undefined
  /** The public address of the page. */
  url: string
  found?: Found | undefined
}

/** Open Graph (https://ogp.me), `citation_*` tags and JSON-LD, for the head of a document. */
export function FoundBy({ title, siteName, description, url, found = {} }: FoundByProps) {
  const { type = 'website', tags = [], data, picture } = found
  return (
    <>
      <meta property="og:type" content={type} />
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:url" content={url} />
      {description && <meta property="og:description" content={description} />}
      {picture && (
        <>
          <meta property="og:image" content={picture.url} />
          <meta property="og:image:width" content={String(picture.width)} />
          <meta property="og:image:height" content={String(picture.height)} />
          <meta property="og:image:alt" content={title} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
      {tags.map(([name, content]) => (
        <meta key={name + content} name={name} content={content} />
      ))}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: `inScript` leaves no way out of the element; nothing is executed */}
      {data && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(data) }} />}
    </>
  )
}

/** JSON that cannot end the element it stands in, nor open a comment (HTML, 4.12.1.3). It is data: the policy lets no script run. */
const inScript = (data: Record<string, unknown>) => JSON.stringify(data).replaceAll('<', '\\u003c')
