/**
 * A mail as it looks, in a frame of its own. @param src an address that answers the mail's HTML under `MAIL_POLICY` of
 * lib/http/security-headers: no script, nothing fetched
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
