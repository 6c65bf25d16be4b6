package io.freshet.ingest.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The registered keys of one moment. Immutable: a reload makes another. */
public final class KeyRing implements Doorkeeper {
  private static final List<String> SCHEMES = List.of("tecton-key ", "bearer ");

  /**
   * What is compared with where no key has the id: an unknown id takes as long as a wrong secret.
   */
  private static final String NOBODYS = "0".repeat(64);

  private final Map<String, ApiKey> byId;
  private final InstantSource clock;
  private final Comparison comparison;

  public KeyRing(List<ApiKey> keys, InstantSource clock) {
    this(keys, clock, KeyRing::sameInConstantTime);
  }

  KeyRing(List<ApiKey> keys, InstantSource clock, Comparison comparison) {
    this.byId = keys.stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
    this.clock = clock;
    this.comparison = comparison;
  }

  /** Whether two hashes are the same. */
  @FunctionalInterface
  interface Comparison {
    boolean same(String stored, String shown);
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
    Optional<ApiKey> key = Optional.ofNullable(byId.get(token.id()));
    boolean same = comparison.same(key.map(ApiKey::secretHash).orElse(NOBODYS), token.secretHash());
    return key.filter(found -> same && !found.expiredAt(clock.instant())).map(ApiKey::caller);
  }

  /** Takes as long for a near miss as for a far one. */
  static boolean sameInConstantTime(String stored, String shown) {
    return MessageDigest.isEqual(
        stored.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Token> token(String authorization) {
    for (String scheme : SCHEMES) {
      if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return Token.parse(authorization.substring(scheme.length()).strip());
      }
    }
    return Optional.empty();
  }
}
