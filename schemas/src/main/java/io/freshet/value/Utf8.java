package io.freshet.value;

/** What can be said of a text in UTF-8 without encoding it. */
public final class Utf8 {
  private Utf8() {}

  /** Whether it can be encoded at all: every half of a surrogate pair stands beside its other. */
  public static boolean encodes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** How many bytes it has. */
  public static int length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800 && !Character.isSurrogate(c)) {
        bytes += 2;
      } else if (c >= 0x80) {
        bytes += 1; // of a surrogate pair's four bytes, each half stands for two
      }
    }
    return bytes;
  }
}
