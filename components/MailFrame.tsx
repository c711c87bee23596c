/**
 * A mail as it looks, in a frame of its own. @param src an address that answers the mail's HTML under a policy of its own: no
 * script, nothing fetched (lib/mail/show.ts)
 */
export function MailFrame({ src, title }: { src: string; title: string }) {
  return (
    <iframe
      className="mail-frame"
      src={src}
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      loading="lazy"
    />
  )
}
