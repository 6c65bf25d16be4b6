package io.freshet.ingest.store.dynamodb.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs calls of DynamoDB: AWS Signature Version 4 of a {@code POST /} with always the same
 * headers. <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 * Create a signed request</a>; a test holds it against the SDK's signer.
 */
final class Signature {
  static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  static final String TARGET = "DynamoDB_20120810.";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  private final String host;
  private final String region;
  private volatile Key last = new Key("", "", new byte[0]);

  /**
   * Of calls that go there.
   *
   * @param host as the {@code Host} header has it: with a port, unless it is the protocol's own
   */
  Signature(String host, String region) {
    this.host = host;
    this.region = region;
  }

  /** The headers that make a call a signed one. */
  record Signed(String time, String content, String authorization, Optional<String> token) {}

  Signed of(String operation, byte[] body, AwsCredentialsIdentity identity, Instant now) {
    String time = TIME.format(now);
    Optional<String> token =
        identity instanceof AwsSessionCredentialsIdentity session
            ? Optional.of(session.sessionToken())
            : Optional.empty();
    String tokenLine = token.map(text -> "x-amz-security-token:" + text.strip() + "\n").orElse("");
    String content = hash(body);
    String names =
        "content-type;host;x-amz-content-sha256;x-amz-date;"
            + (token.isPresent() ? "x-amz-security-token;" : "")
            + "x-amz-target";
    String canonical =
        "POST\n/\n\ncontent-type:"
            + CONTENT_TYPE
            + "\nhost:"
            + host
            + "\nx-amz-content-sha256:"
            + content
            + "\nx-amz-date:"
            + time
            + "\n"
            + tokenLine
            + "x-amz-target:"
            + TARGET
            + operation
            + "\n\n"
            + names
            + "\n"
            + content;
    String day = time.substring(0, DAY);
    String scope = day + "/" + region + "/dynamodb/aws4_request";
    String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hash(bytes(canonical));
    String signature = HexFormat.of().formatHex(hmac(key(identity.secretAccessKey(), day), toSign));
    String authorization =
        ALGORITHM
            + " Credential="
            + identity.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature;
    return new Signed(time, content, authorization, token);
  }

  /** One day's key; the secret's own stays where it is. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares keys
  private record Key(String secret, String day, byte[] bytes) {}

  private byte[] key(String secret, String day) {
    Key known = last;
    if (!known.day().equals(day) || !known.secret().equals(secret)) {
      byte[] bytes = hmac(bytes("AWS4" + secret), day);
      bytes = hmac(hmac(hmac(bytes, region), "dynamodb"), "aws4_request");
      known = new Key(secret, day, bytes);
      last = known;
    }
    return known.bytes();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
