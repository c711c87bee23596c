/**
 * A mail as it looks, in a frame of its own. @param src an address that answers what `mailDocument` of lib/mail/show
 * makes of the mail, under its policy: no script, nothing fetched
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
