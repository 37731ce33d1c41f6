package chat.parley.auth;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What counts as an e-mail address: the rules of Django's EmailValidator. */
final class EmailAddress {
  static final String FAULT = "Enter a valid email address.";

  private static final int MOST_CHARACTERS = 320;
  private static final Pattern LOCAL_PART =
      Pattern.compile(
          "[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(\\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*"
              + "|\"([\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f!#-\\[\\]-\\x7f]"
              + "|\\\\[\\x01-\\x09\\x0b\\x0c\\x0e-\\x7f])*\"",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DOMAIN =
      Pattern.compile(
          "((?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\\.)+)(?:[A-Z0-9-]{2,63}(?<!-))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESS_LITERAL =
      Pattern.compile("\\[([A-F0-9:.]+)\\]", Pattern.CASE_INSENSITIVE);
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private EmailAddress() {}

  static Optional<String> fault(String text) {
    int at = text.lastIndexOf('@');
    boolean good =
        at > 0
            && text.length() <= MOST_CHARACTERS
            && LOCAL_PART.matcher(text.substring(0, at)).matches()
            && isDomain(text.substring(at + 1));
    return good ? Optional.empty() : Optional.of(FAULT);
  }

  private static boolean isDomain(String domain) {
    return domain.equals("localhost")
        || DOMAIN.matcher(domain).matches()
        || isAddressLiteral(domain)
        || DOMAIN.matcher(ascii(domain)).matches();
  }

  private static boolean isAddressLiteral(String domain) {
    Matcher literal = ADDRESS_LITERAL.matcher(domain);
    if (!literal.matches()) {
      return false;
    }
    String address = literal.group(1);
    return address.contains(":") ? isIpv6(address) : IPV4.matcher(address).matches();
  }

  /** Asks no name server: the text is only taken for an address, never for a name. */
  private static boolean isIpv6(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
