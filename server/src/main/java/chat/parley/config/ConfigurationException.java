package chat.parley.config;

/** A setting is wrong. The message is one line: the setting, what was given, what is wanted. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  static ConfigurationException of(String setting, String given, String wanted) {
    return new ConfigurationException("%s is \"%s\": wanted %s".formatted(setting, given, wanted));
  }
}
