package chat.parley.auth;

/** What a token is good for. */
enum TokenType {
  ACCESS("access"),
  REFRESH("refresh");

  private final String claim;

  TokenType(String claim) {
    this.claim = claim;
  }

  /** The value of the {@code token_type} claim. */
  String claim() {
    return claim;
  }
}
