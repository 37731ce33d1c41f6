package chat.parley.config;

/** What follows when a refresh token that was used comes back. */
public enum RefreshReuse {
  /** It is refused, and nothing more: as simplejwt does. */
  REFUSE,
  /** All tokens that came of the same login end, too (RFC 9700, 4.14.2): one of the two is a thief. */
  REVOKE
}
