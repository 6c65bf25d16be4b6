package io.freshet.ingest.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The registered keys of one moment. Immutable: a reload makes another. */
public final class KeyRing implements Doorkeeper {
  private static final List<String> SCHEMES = List.of("tecton-key ", "bearer ");

  private final Map<String, ApiKey> byId;
  private final InstantSource clock;

  public KeyRing(List<ApiKey> keys, InstantSource clock) {
    this.byId = keys.stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
    this.clock = clock;
  }

  public int size() {
    return byId.size();
  }

  @Override
  public Admission admit(String authorization) {
    return token(authorization)
        .flatMap(this::holder)
        .<Admission>map(Admission.Admitted::new)
        .orElseGet(Admission::unknown);
  }

  private Optional<Caller> holder(Token token) {
    return Optional.ofNullable(byId.get(token.id()))
        .filter(key -> sameSecret(key, token) && !key.expiredAt(clock.instant()))
        .map(ApiKey::caller);
  }

  /** Takes as long for a near miss as for a far one. */
  private static boolean sameSecret(ApiKey key, Token token) {
    return MessageDigest.isEqual(
        key.secretHash().getBytes(StandardCharsets.US_ASCII),
        token.secretHash().getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Token> token(String authorization) {
    for (String scheme : SCHEMES) {
      if (authorization.toLowerCase(Locale.ROOT).startsWith(scheme)) {
        return Token.parse(authorization.substring(scheme.length()).strip());
      }
    }
    return Optional.empty();
  }
}
