package io.freshet.ingest.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code fsk_<id>_<secret>}: what a caller holds. Only the secret's hash is ever stored. */
public final class Token {
  private static final String PREFIX = "fsk_";
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  /** Ours have 60; what comes in a header is anybody's. */
  private static final int LONGEST = 256;

  private final String id;
  private final String secret;

  private Token(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  /** A new one: 48 bits of id, 256 bits of secret. */
  public static Token random(RandomGenerator random) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new Token(
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Takes a token apart; empty where it is none. */
  static Optional<Token> parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() > LONGEST) {
      return Optional.empty();
    }
    int end = text.indexOf('_', PREFIX.length());
    return end > PREFIX.length() && end + 1 < text.length()
        ? Optional.of(new Token(text.substring(PREFIX.length(), end), text.substring(end + 1)))
        : Optional.empty();
  }

  public String id() {
    return id;
  }

  /** SHA-256 of the secret, in hex. A fast hash will do: the secret is 256 random bits. */
  public String secretHash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The whole token, to be shown to its new holder once. */
  public String reveal() {
    return PREFIX + id + "_" + secret;
  }

  /** Without the secret, so that no log ever holds one. */
  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }
}
