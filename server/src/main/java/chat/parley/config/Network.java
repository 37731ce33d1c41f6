package chat.parley.config;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param bits how many leading bits of an address tell whether it belongs here
 */
public record Network(InetAddress base, int bits) {
  private static final Pattern BLOCK = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

  /** Reads an address, or a block of them; asks no name server. */
  static Network parse(String setting, String text) {
    Matcher matcher = BLOCK.matcher(text);
    if (matcher.matches()) {
      try {
        InetAddress base = InetAddress.ofLiteral(matcher.group(1));
        int length = base.getAddress().length * Byte.SIZE;
        int bits = matcher.group(2) == null ? length : Integer.parseInt(matcher.group(2));
        if (bits <= length) {
          return new Network(base, bits);
        }
      } catch (IllegalArgumentException noAddress) {
        // Refused below.
      }
    }
    throw ConfigurationException.of(
        setting, text, "addresses or blocks such as 10.0.0.0/8 or ::1, with commas between them");
  }

  /** Whether an address is of this block. */
  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += Byte.SIZE) {
      int mask = 0xff00 >> Math.min(Byte.SIZE, bits - bit);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + bits;
  }
}
