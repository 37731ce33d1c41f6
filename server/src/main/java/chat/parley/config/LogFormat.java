package chat.parley.config;

/** How log lines are written. */
public enum LogFormat {
  TEXT,
  JSON
}
