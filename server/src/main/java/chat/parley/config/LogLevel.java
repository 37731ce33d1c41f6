package chat.parley.config;

/** From which level on Parley's own log lines are written: {@code DEBUG} has one for each request. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN
}
